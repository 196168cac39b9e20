// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static io.posthorn.contracts.topic.Cleanup.compact;
import static io.posthorn.contracts.topic.Cleanup.compactAndDelete;
import static io.posthorn.contracts.topic.Cleanup.delete;
import static io.posthorn.contracts.topic.Cleanup.trimmed;

import java.time.Duration;

/** Every topic of Posthorn. Values are Protobuf messages of {@code posthorn/v1} unless said otherwise. */
public enum Topic {
    NOTIFICATIONS(
            "notifications", "producer's choice", "Notification, or JSON", trimmed(), "upstream, POST API", "fanout"),
    REJECTED(
            "rejected",
            "as read",
            "raw bytes as read; origin and reason in headers",
            delete(Duration.ofDays(30)),
            "fanout, router, history",
            "upstream, operators"),
    INBOX("inbox", "user", "InboxRecord", trimmed(), "fanout", "router"),
    CONNECTIONS(
            "connections",
            "user",
            "ConnectionEvent",
            delete(Duration.ofDays(7)),
            "gateways, history, delivery API",
            "router, history"),
    GATEWAYS(
            "gateways",
            "gateway id, router-<instance> or topic-<name>",
            "LeaseRecord",
            compact(),
            "gateways, routers",
            "router"),
    GATEWAY(
            "gateway",
            "connection",
            "Delivery",
            delete(Duration.ofHours(1)).segments(Duration.ofMinutes(10)),
            "router, history",
            "that gateway, by assign"),
    MESSAGES("messages", "user", "MessageRecord", trimmed(), "router", "history"),
    ERASURES("erasures", "user", "not yet defined", compact(), "history API", "router, history"),
    SESSIONS(
            "sessions",
            "session id",
            "Session",
            compactAndDelete(Duration.ofDays(30)),
            "gateways",
            "every gateway, delivery API"),
    PERSISTED("persisted", "partition number", "Persisted", compact(), "history", "router"),
    REPLAY("replay", "user", "ReplayRequest", delete(Duration.ofDays(1)), "router", "history"),
    RECEIPTS(
            "receipts",
            "source/id, URL-encoded",
            "Receipt",
            delete(Duration.ofDays(7)),
            "router, fanout, history",
            "upstream, history"),
    PRESENCE("presence", "user", "Presence", compact(), "router", "anyone"),
    GROUPS(
            "groups",
            "group, NUL, user",
            "GroupMember",
            compact().keepingAllFor(Duration.ofDays(7)),
            "admin API",
            "fanout, history"),
    REVOCATIONS(
            "revocations",
            "whose: session, user or everyone",
            "Revocation",
            compactAndDelete(Duration.ofDays(30)).keepingAllFor(Duration.ofDays(7)),
            "gateways, delivery API",
            "every gateway, delivery API, history");

    private final String suffix;
    private final String key;
    private final String value;
    private final Cleanup cleanup;
    private final String writers;
    private final String readers;

    Topic(String suffix, String key, String value, Cleanup cleanup, String writers, String readers) {
        this.suffix = suffix;
        this.key = key;
        this.value = value;
        this.cleanup = cleanup;
        this.writers = writers;
        this.readers = readers;
    }

    /** Name without the prefix, and without the era or the gateway that {@link Topics} adds. */
    public String suffix() {
        return suffix;
    }

    public String key() {
        return key;
    }

    public String value() {
        return value;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    public String writers() {
        return writers;
    }

    public String readers() {
        return readers;
    }

    /** Topics of one partition: the leases, whose order counts across gateways, and each gateway's own. */
    public boolean hasOnePartition() {
        return this == GATEWAYS || this == GATEWAY;
    }
}
