// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.Originals;
import io.posthorn.history.kept.UserRows;
import io.posthorn.history.outcome.Facts;
import io.posthorn.history.outcome.Standing;
import io.posthorn.history.security.Reach;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for the message that a notification became, where its receipts say that it stands. */
final class OriginalOf {

    /** Users whose rows are looked at: one of them may be erased, or have another life. */
    private static final int TRIES = 3;
    /** Messages of one user that are looked at when each has to be: an id is seldom given again. */
    private static final int NEWEST = 10;
    /** Receipts of a broadcast that are looked at, one for each partition. */
    private static final int POSITIONS = 128;

    private final Originals originals;
    private final int partitions;

    OriginalOf(Originals originals, int partitions) {
        this.originals = originals;
        this.partitions = partitions;
    }

    /**
     * What the reach covers. Of its group only the message itself tells: where that is limited, what has no message any more is
     * not shown.
     */
    List<Standing> within(Named name, String user, List<Standing> standings, Reach reach) {
        if (reach.groups().isEmpty()) {
            return standings;
        }
        return standings.subList(Math.max(0, standings.size() - NEWEST), standings.size()).stream()
                .filter(each -> covers(reach, originals.find(name.source(), name.id(), user, each.position())))
                .toList();
    }

    static boolean covers(Reach reach, Optional<Message> own) {
        return own.filter(each -> reach.coversMessage(each.getNotification().getClassName(), each.getGroup()))
                .isPresent();
    }

    /** The same of each user; who has nothing left is left out. */
    List<UserRows> within(Named name, List<UserRows> users, Reach reach) {
        if (reach.groups().isEmpty()) {
            return users;
        }
        return users.stream()
                .map(each -> new UserRows(
                        each.user(),
                        within(name, each.user(), Standing.of(each.rows()), reach).stream()
                                .flatMap(standing -> standing.receipts().stream())
                                .toList(),
                        each.isCut()))
                .filter(each -> !each.rows().isEmpty())
                .toList();
    }

    Optional<Message> ofUser(Named name, String user, List<Standing> standings) {
        return standings.isEmpty()
                ? Optional.empty()
                : originals.find(
                        name.source(),
                        name.id(),
                        user,
                        standings.get(standings.size() - 1).position());
    }

    Optional<Message> ofAny(Named name, List<UserRows> users) {
        return preferred(users.stream()
                .limit(TRIES)
                .flatMap(each -> ofUser(name, each.user(), Standing.of(each.rows())).stream())
                .iterator());
    }

    /** The first that still has its content; else one that is erased. */
    static Optional<Message> preferred(Iterator<Message> found) {
        Optional<Message> erased = Optional.empty();
        while (found.hasNext()) {
            Message each = found.next();
            if (each.getErasedAt() == 0) {
                return Optional.of(each);
            }
            erased = erased.or(() -> Optional.of(each));
        }
        return erased;
    }

    /** A broadcast's receipts say on which positions it stands, and not on which partitions. */
    Optional<Message> ofBroadcast(Named name, Facts facts) {
        return positions(facts)
                .flatMap(position -> IntStream.range(0, partitions)
                        .mapToObj(partition -> originals.ofEveryone(name.source(), name.id(), partition, position))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    /** The broadcast in the stream of this user. */
    Optional<Message> ofBroadcast(Named name, Facts facts, String user) {
        int partition = UserPartitioner.partition(user, partitions);
        return positions(facts)
                .flatMap(position -> originals.ofEveryone(name.source(), name.id(), partition, position).stream())
                .findFirst();
    }

    private static Stream<Position> positions(Facts facts) {
        return Stream.concat(facts.routed().stream(), facts.duplicates().stream())
                .map(KeptReceipt::position)
                .distinct()
                .limit(POSITIONS);
    }
}
