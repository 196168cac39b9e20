// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.store.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads who was in which group. */
final class GroupsReader {

    /** For one page, also when few of them were members then: then the page ends early. */
    private static final int LOOKED_AT = 20_000;

    /** @param next the last one that was looked at, if there may be more */
    record Found<T>(List<T> found, Optional<String> next) {}

    /** @param since they joined */
    record Member(String user, Instant since) {}

    private final Prepared<Selects> queries;

    GroupsReader(Prepared<Selects> queries) {
        this.queries = queries;
    }

    /**
     * @param after the last user of the page before; empty: from the first one
     * @param shown by user
     */
    Found<Member> members(String group, Instant at, String after, int limit, Predicate<String> shown) {
        Selects ready = queries.get();
        List<Member> members = new ArrayList<>();
        int looked = 0;
        String last = after;
        for (int shard = after.isEmpty() ? 0 : MembershipFact.shard(after); shard < MembershipFact.SHARDS; shard++) {
            String from = last.isEmpty() || MembershipFact.shard(last) != shard ? "" : last;
            Iterator<Change.Course> users = Change.courses(ready.members().execute(group, shard, from));
            while (users.hasNext()) {
                if (members.size() == limit || looked >= LOOKED_AT) {
                    return new Found<>(members, Optional.of(last));
                }
                Change.Course user = users.next();
                looked += user.changes().size();
                last = user.whose();
                user.at(at)
                        .filter(stay -> shown.test(user.whose()))
                        .ifPresent(stay -> members.add(new Member(user.whose(), stay.joined())));
            }
        }
        return new Found<>(members, Optional.empty());
    }

    /**
     * @param after the last group of the page before; empty: from the first one
     * @param shown by group
     */
    Found<Change.Course> groups(String user, String after, int limit, Predicate<String> shown) {
        List<Change.Course> groups = new ArrayList<>();
        int looked = 0;
        String last = after;
        Iterator<Change.Course> all = Change.courses(queries.get().groups().execute(user, after));
        while (all.hasNext()) {
            if (groups.size() == limit || looked >= LOOKED_AT) {
                return new Found<>(groups, Optional.of(last));
            }
            Change.Course group = all.next();
            looked += group.changes().size();
            last = group.whose();
            if (shown.test(group.whose())) {
                groups.add(group);
            }
        }
        return new Found<>(groups, Optional.empty());
    }
}
