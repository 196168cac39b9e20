// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Connections on one gateway that ask for pages, one for each user, and what comes of it. */
public final class Replays {

    public static final String GATEWAY = "gateway-1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestLog log;

    public Replays(TestLog log) {
        this.log = log;
        log.createGateway(GATEWAY);
    }

    public static ReplayRequest.Builder request(String user, Position after, Position upTo) {
        return ReplayRequest.newBuilder()
                .setUser(user)
                .setDevice("phone")
                .setConnection(connection(user))
                .setGateway(GATEWAY)
                .setIncarnation(7)
                .setAfter(after)
                .setUpTo(upTo)
                .setDeadline(Instant.now().plusSeconds(60).toEpochMilli());
    }

    private static String connection(String user) {
        return "connection-of-" + user;
    }

    /** Asks for pages until the end is reached. @return how many there were */
    public int walk(ReplayRequest request) {
        Position at = request.getAfter();
        int pages = 0;
        for (; Positions.isAfter(request.getUpTo(), at); pages++) {
            log.ask(request.toBuilder().setAfter(at).build());
            at = progressAfter(request, at).getUpTo();
        }
        return pages;
    }

    /** Waits for it. */
    public ReplayProgressed progressAfter(ReplayRequest request, Position after) {
        return await().atMost(PATIENCE)
                .until(
                        () -> events(request.getUser()).stream()
                                .map(ConnectionEvent::getReplayProgressed)
                                .filter(each -> Positions.same(each.getAfter(), after))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    public List<ConnectionEvent> events(String user) {
        return log.read(Topic.CONNECTIONS).stream()
                .filter(each -> Records.key(each).equals(user))
                .peek(each -> assertThat(each.partition()).isEqualTo(log.partition(user)))
                .map(each -> Records.parse(each, ConnectionEvent.parser()))
                .toList();
    }

    public List<Delivery> deliveries(String user) {
        return deliveriesTo(connection(user));
    }

    public List<Delivery> deliveriesTo(String connection) {
        return log.read(log.topics().gateway(GATEWAY)).stream()
                .filter(each -> Records.key(each).equals(connection))
                .map(each -> Records.parse(each, Delivery.parser()))
                .toList();
    }

    public List<Receipt> receipts(String user) {
        return log.receipts(user);
    }

    public static List<SkipCount> counts(Delivery delivery) {
        return delivery.getSkip().getCountsList();
    }

    public static void assertChain(Position after, List<Delivery> deliveries) {
        Position prev = after;
        for (Delivery each : deliveries) {
            assertThat(each.getRecipients(0).getPrev()).isEqualTo(prev);
            assertThat(Positions.isAfter(each.getPosition(), prev)).isTrue();
            prev = each.getPosition();
        }
    }
}
