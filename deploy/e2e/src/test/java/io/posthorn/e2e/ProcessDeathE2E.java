// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.Traffic;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any process but a gateway is killed in the middle of traffic: nothing is lost, and delivery goes on by itself. */
@WholeStackAlone
class ProcessDeathE2E {

    private static final int BEFORE = 10;
    private static final int AFTER = 10;

    @Test
    void deliveryIsKilled(Posthorn posthorn) {
        Witnesses witnesses = new Witnesses(posthorn);
        try (Traffic traffic = new Traffic(posthorn.upstream(), witnesses.user)) {
            witnesses.phone.awaitCount(BEFORE);
            posthorn.kill(posthorn.delivery()).close();
            traffic.flowFor(AFTER);
            witnesses.haveAll(traffic.stop());
        }
    }

    @Test
    void historyIsKilledAndLiveDeliveryDoesNotNotice(Posthorn posthorn) {
        Witnesses witnesses = new Witnesses(posthorn);
        try (Traffic traffic = new Traffic(posthorn.upstream(), witnesses.user)) {
            witnesses.phone.awaitCount(BEFORE);
            try (Outage outage = posthorn.kill(posthorn.history())) {
                traffic.flowFor(AFTER);
                witnesses.phone.awaitAllOf(traffic.ids());
                assertThat(outage.lasts()).isTrue();
            }
            traffic.flowFor(AFTER);
            witnesses.haveAll(traffic.stop());
        }
        assertThat(witnesses.phone.closes()).isEmpty();
    }

    @Test
    void kafkaIsKilled(Posthorn posthorn) {
        Witnesses witnesses = new Witnesses(posthorn);
        try (Traffic traffic = new Traffic(posthorn.upstream(), witnesses.user)) {
            witnesses.phone.awaitCount(BEFORE);
            posthorn.kill(posthorn.kafka()).close();
            traffic.flowFor(AFTER);
            witnesses.haveAllPerhapsAgain(traffic.stop());
        }
    }

    @Test
    void cassandraIsKilledAndLiveDeliveryDoesNotNotice(Posthorn posthorn) {
        Witnesses witnesses = new Witnesses(posthorn);
        try (Traffic traffic = new Traffic(posthorn.upstream(), witnesses.user)) {
            witnesses.phone.awaitCount(BEFORE);
            try (Outage outage = posthorn.kill(posthorn.cassandra())) {
                traffic.flowFor(AFTER);
                witnesses.phone.awaitAllOf(traffic.ids());
                awaitReadiness(posthorn, 503);
                assertThat(outage.lasts()).isTrue();
                assertThat(posthorn.history().isAlive()).isTrue();
            }
            traffic.flowFor(AFTER);
            witnesses.haveAll(traffic.stop());
        }
        awaitReadiness(posthorn, 200);
        assertThat(witnesses.phone.closes()).isEmpty();
    }

    private static void awaitReadiness(Posthorn posthorn, int status) {
        Patience.await("history's readiness is " + status)
                .untilAsserted(
                        () -> assertThat(Http.get(posthorn.history().uri().resolve("/actuator/health/readiness"))
                                        .statusCode())
                                .isEqualTo(status));
    }

    /** A user with two devices on two gateways. */
    private static final class Witnesses {

        private final Posthorn posthorn;
        private final TestUser user;
        private final TestDevice phone;
        private final TestDevice laptop;

        Witnesses(Posthorn posthorn) {
            this.posthorn = posthorn;
            user = posthorn.newUser();
            phone = user.connect(1, "phone");
            laptop = user.connect(2, "laptop");
        }

        /** Each once and in the same order everywhere: on the devices and in history; and upstream knows. */
        void haveAll(List<String> sent) {
            phone.awaitAllOf(sent);
            laptop.awaitAllOf(sent);
            assertThat(phone.ids()).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(laptop.ids()).isEqualTo(phone.ids());
            areOnRecord(phone.ids());
        }

        /**
         * The same, but another connection may repeat what the one before has had: a router that runs again after an abort meets the
         * device's return before the messages that it had sent, and takes a cursor beyond what it knows for the end. That no
         * connection sees anything twice is checked for each of them.
         */
        void haveAllPerhapsAgain(List<String> sent) {
            phone.awaitAllOf(sent);
            laptop.awaitAllOf(sent);
            List<String> onPhone = phone.ids().stream().distinct().toList();
            assertThat(onPhone).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(laptop.ids().stream().distinct().toList()).isEqualTo(onPhone);
            areOnRecord(onPhone);
        }

        private void areOnRecord(List<String> ids) {
            user.awaitHistory(ids);
            posthorn.receipts().awaitDelivered(ids, user.name(), "phone");
            posthorn.receipts().awaitDelivered(ids, user.name(), "laptop");
        }
    }
}
