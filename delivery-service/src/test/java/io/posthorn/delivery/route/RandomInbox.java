// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.route.AcceptedMessages.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Notifications of all kinds on their way into the inbox, some of them twice. */
final class RandomInbox {

    private static final int LARGE = 60 << 10;

    private final Random random;
    private final CrashingRouter router;
    private final AcceptedMessages accepted;
    private final List<Published> published = new ArrayList<>();

    private record Published(String user, Notification notification) {}

    RandomInbox(Random random, CrashingRouter router, AcceptedMessages accepted) {
        this.random = random;
        this.router = router;
        this.accepted = accepted;
    }

    void message(String user) {
        String kind = random.nextInt(10) == 0 ? "critical" : random.nextBoolean() ? "system" : "chat";
        var notification = notification(kind);
        if (random.nextInt(5) == 0) {
            notification.setTtl(Duration.newBuilder().setSeconds(5 + random.nextInt(60)));
        }
        if (random.nextInt(4) == 0) {
            notification.setCollapseKey("key-" + random.nextInt(3));
        }
        publish(user, notification.build());
    }

    void transientMessage(String user) {
        publish(user, notification("transient").build());
    }

    private Notification.Builder notification(String kind) {
        var notification = Notification.newBuilder()
                .setId("n-" + published.size())
                .setSource("orders")
                .setClassName(kind);
        return random.nextInt(20) == 0 ? notification.setBody("x".repeat(LARGE)) : notification;
    }

    private void publish(String user, Notification notification) {
        published.add(new Published(user, notification));
        Position position = router.next();
        if (!notification.getClassName().equals("transient")) {
            accepted.add(Accepted.of(user, position, notification));
        }
        router.inbox(user, record(user, notification));
    }

    void repeat() {
        if (!published.isEmpty()) {
            Published again = published.get(random.nextInt(published.size()));
            router.inbox(again.user, record(again.user, again.notification));
        }
    }

    private byte[] record(String user, Notification notification) {
        return InboxRecord.newBuilder()
                .setUser(user)
                .setNotification(notification)
                .setOrigin(Origin.newBuilder().setOffset(random.nextInt(1_000_000)))
                .build()
                .toByteArray();
    }
}
