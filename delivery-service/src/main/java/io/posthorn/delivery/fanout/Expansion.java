// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Target;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From one notification to its inbox records: one for each user, or one for each partition when it is for everyone.
 *
 * @param shared what all records have in common
 * @param users how many it goes to; 0 for everyone, of whom nobody knows how many they are
 */
record Expansion(InboxRecord shared, List<Place> places, int users) {

    /**
     * Where one record goes.
     *
     * @param user empty: everyone on the partition of the key
     */
    record Place(String key, String user) {}

    /** Members of a group as they are at this moment; no more than {@code most}. */
    interface Members {
        List<String> of(String group, int most);
    }

    /**
     * @param members asked for a group
     * @param most members that a group may have
     * @param partitions of the inbox
     */
    static Expansion of(Notification notification, Origin origin, Members members, int most, int partitions)
            throws RejectedException {
        Target target = notification.getTarget();
        InboxRecord shared = InboxRecord.newBuilder()
                .setNotification(notification.toBuilder().clearTarget())
                .setOrigin(origin)
                .setGroup(target.getGroup())
                .build();
        return switch (target.getKindCase()) {
            case USERS -> toUsers(shared, target.getUsers().getUsersList());
            case GROUP -> toUsers(shared, members(target.getGroup(), members, most));
            case EVERYONE -> toEveryone(shared, partitions);
            case KIND_NOT_SET -> throw new RejectedException(Rejection.NO_TARGET, "target is missing");
        };
    }

    private static List<String> members(String group, Members members, int most) throws RejectedException {
        List<String> users = members.of(group, most + 1);
        if (users.isEmpty()) {
            throw new RejectedException(Rejection.NO_MEMBERS, "target.group has no members");
        }
        if (users.size() > most) {
            throw new RejectedException(Rejection.TOO_MANY_MEMBERS, "target.group has more than " + most + " members");
        }
        return users;
    }

    /** A user named twice gets it once. */
    private static Expansion toUsers(InboxRecord shared, List<String> users) {
        List<Place> places =
                users.stream().distinct().map(user -> new Place(user, user)).toList();
        return new Expansion(shared, places, places.size());
    }

    private static Expansion toEveryone(InboxRecord shared, int partitions) {
        Stream<Place> places = IntStream.range(0, partitions)
                .mapToObj(partition -> new Place(UserPartitioner.keyOn(partition, partitions), ""));
        return new Expansion(shared, places.toList(), 0);
    }

    /** One record at a time, each with its key: all of them together may be larger than the memory. */
    void forEach(BiConsumer<String, InboxRecord> use) {
        places.forEach(place ->
                use.accept(place.key(), shared.toBuilder().setUser(place.user()).build()));
    }
}
