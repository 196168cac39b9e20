// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.Notification;
import java.util.Set;

/**
 * One notification in the ledger, however often it was sent. Times are milliseconds since the epoch.
 *
 * @param users who get it, {@link Everyone} among them
 * @param begunAt when it was first handed to Kafka's client
 * @param ackedAt when Kafka first said that it has it; 0: it may have it or not
 * @param sendings how often it was sent, under whatever key
 */
public record Entry(
        Identity identity, String className, Set<String> users, Terms terms, long content, Times times, int sendings) {

    /** @param collapseKey empty for none */
    public record Terms(long ttlMillis, String collapseKey) {

        public static final Terms NONE = new Terms(0, "");
    }

    public record Times(long begunAt, long ackedAt) {}

    public Entry {
        users = Set.copyOf(users);
    }

    /** @param users who get it, {@link Everyone} among them */
    public static Entry begun(Notification notification, Set<String> users, long at) {
        return new Entry(
                Identity.of(notification),
                notification.getClassName(),
                users,
                terms(notification),
                Content.hash(notification),
                new Times(at, 0),
                1);
    }

    static Terms terms(Notification notification) {
        return new Terms(notification.getTtl().getSeconds() * 1_000, notification.getCollapseKey());
    }

    Entry sentAgain() {
        return new Entry(identity, className, users, terms, content, times, sendings + 1);
    }

    Entry acked(long at) {
        Times known = times.ackedAt == 0 ? new Times(times.begunAt, at) : times;
        return new Entry(identity, className, users, terms, content, known, sendings);
    }

    public boolean isFor(String user, int partitions) {
        return users.contains(user) || users.contains(Everyone.with(user, partitions));
    }

    public boolean isAcked() {
        return times.ackedAt != 0;
    }
}
