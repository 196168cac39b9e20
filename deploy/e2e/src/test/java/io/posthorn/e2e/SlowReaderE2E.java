// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.socket.SharedHttp;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that takes nothing delays nobody, costs the gateway a bounded amount, and misses nothing. */
@WholeStackAlone
class SlowReaderE2E {

    /** Together far more than a connection's window, a socket's buffers and its backlog hold. */
    private static final int MESSAGES = 60;

    private static final int BYTES = 60_000;

    private static final long MOST_BACKLOG = 64 << 10;

    @Test
    void whoReadsNothingDelaysNobody(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice slow = user.connect(1, "slow", setup -> setup.http(SharedHttp.create(1)));
        TestUser neighbour = posthorn.newUser();
        TestDevice neighbours = neighbour.connect("phone");
        slow.awaitCaughtUp();
        slow.stopReading();

        List<String> sent = isSentMuch(posthorn, user);
        List<String> theirs = neighbour.isSent(10);

        phone.awaitIds(sent);
        neighbours.awaitIds(theirs);
        assertThat(slow.ids().size()).isLessThan(MESSAGES);
        assertThat(backlog(posthorn)).isLessThanOrEqualTo(MOST_BACKLOG);
        assertThat(phone.closes()).isEmpty();

        slow.readOn();
        slow.awaitAllOf(sent);
        assertThat(slow.ids()).isEqualTo(sent);
    }

    @Test
    void whoAcknowledgesNothingGetsAWindowAndNoMore(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice mute =
                user.connect("mute", setup -> setup.ack(AckPolicy.MANUAL).window(5));

        List<String> sent = user.isSent(20);

        phone.awaitIds(sent);
        mute.awaitIds(sent.subList(0, 5));
        mute.client().ack(mute.message(2).getCursor());
        mute.awaitIds(sent.subList(0, 8));
        mute.client().ack(mute.message(7).getCursor());
        mute.awaitIds(sent.subList(0, 13));
    }

    private static List<String> isSentMuch(Posthorn posthorn, TestUser user) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Notification large = posthorn.upstream()
                    .notification(user)
                    .setBody("x".repeat(BYTES))
                    .build();
            posthorn.upstream().protobuf(large);
            ids.add(large.getId());
        }
        return ids;
    }

    /** Bytes that wait behind all sockets of the first gateway. */
    private static double backlog(Posthorn posthorn) {
        return Http.get(posthorn.gateway(1).uri().resolve("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith("posthorn_gateway_backlog"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
