// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.util.function.Function;

/** From where a membership is looked at, and so in which tables it lies. */
enum Side {
    /** A group and its members. */
    GROUP("group_members", "group_slices", "group_id", "user", MembershipFact::group, MembershipFact::user),
    /** A user and their groups. */
    USER("user_groups", "user_slices", "user", "group_id", MembershipFact::user, MembershipFact::group);

    private final String changes;
    private final String slices;
    private final String whoseColumn;
    private final String nameColumn;
    private final Function<MembershipFact, String> whose;
    private final Function<MembershipFact, String> name;

    Side(
            String changes,
            String slices,
            String whoseColumn,
            String nameColumn,
            Function<MembershipFact, String> whose,
            Function<MembershipFact, String> name) {
        this.changes = changes;
        this.slices = slices;
        this.whoseColumn = whoseColumn;
        this.nameColumn = nameColumn;
        this.whose = whose;
        this.name = name;
    }

    /** A table. */
    String changes() {
        return changes;
    }

    /** A table. */
    String slices() {
        return slices;
    }

    String whoseColumn() {
        return whoseColumn;
    }

    String nameColumn() {
        return nameColumn;
    }

    /** Whom one asks for. */
    String whose(MembershipFact fact) {
        return whose.apply(fact);
    }

    /** What one is answered. */
    String name(MembershipFact fact) {
        return name.apply(fact);
    }
}
