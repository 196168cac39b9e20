// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.Traffic;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway holds nothing that is lost with it. */
@WholeStackAlone
class GatewayDeathE2E {

    @Test
    void devicesComeBackAndMissNothing(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect(1, "phone");
        TestDevice laptop = user.connect(2, "laptop");
        List<String> sent;
        try (Traffic traffic = new Traffic(posthorn.upstream(), user)) {
            laptop.awaitCount(10);
            try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
                traffic.flowFor(20);
                phone.awaitAllOf(traffic.ids());
                assertThat(outage.lasts()).isTrue();
            }
            Patience.await("the laptop comes back")
                    .until(() -> laptop.resumptions().size() == 2);
            traffic.flowFor(10);
            sent = traffic.stop();
        }

        phone.awaitIds(sent);
        laptop.awaitIds(sent);
        assertThat(phone.closes()).isEmpty();
        posthorn.receipts().awaitDelivered(sent, user.name(), "laptop");
    }

    @Test
    void anotherGatewayTakesOverAtOnce(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect(2, "laptop");
        List<String> before = user.isSent(3);
        laptop.awaitIds(before);

        try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
            List<String> meanwhile = user.isSent(3);
            String stopped = laptop.client().cursor().orElseThrow();
            TestDevice elsewhere = user.connect(1, "laptop", setup -> setup.resume(stopped));

            elsewhere.awaitIds(meanwhile);
            assertThat(outage.lasts()).isTrue();
            laptop.vanish();
        }
    }

    @Test
    void whoWasOnADeadGatewayIsNotTakenForConnectedForLong(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect(2, "laptop");
        laptop.awaitIds(user.isSent(1));

        try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
            Patience.await("the lease of the dead gateway has ended")
                    .untilAsserted(() -> assertThat(
                                    user.device("laptop").path("connection").isObject())
                            .isFalse());
            String id = user.isSent(1).get(0);
            posthorn.receipts().await(id, RECEIPT_STATE_PENDING);
            assertThat(outage.lasts()).isTrue();
        }
        laptop.awaitCount(2);
    }
}
