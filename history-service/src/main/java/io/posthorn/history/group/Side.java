// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

/** From where a membership is looked at, and so in which tables it lies. */
enum Side {
    /** A group and its members. */
    GROUP("group_members", "group_slices", "group_id", "user") {
        @Override
        String whose(MembershipFact fact) {
            return fact.group();
        }

        @Override
        String name(MembershipFact fact) {
            return fact.user();
        }
    },
    /** A user and their groups. */
    USER("user_groups", "user_slices", "user", "group_id") {
        @Override
        String whose(MembershipFact fact) {
            return fact.user();
        }

        @Override
        String name(MembershipFact fact) {
            return fact.group();
        }
    };

    private final String changes;
    private final String slices;
    private final String whose;
    private final String name;

    /**
     * @param changes table
     * @param slices table
     * @param whose column by which is asked
     * @param name column by which is sorted
     */
    Side(String changes, String slices, String whose, String name) {
        this.changes = changes;
        this.slices = slices;
        this.whose = whose;
        this.name = name;
    }

    String changes() {
        return changes;
    }

    String slices() {
        return slices;
    }

    String whoseColumn() {
        return whose;
    }

    String nameColumn() {
        return name;
    }

    /** Whom one asks for. */
    abstract String whose(MembershipFact fact);

    /** What one is answered. */
    abstract String name(MembershipFact fact);
}
