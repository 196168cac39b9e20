// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

/**
 * What is measured.
 *
 * @param users each with one device that was there and left
 * @param pending messages that wait, spread over the users
 * @param bytes of the body of each
 * @param instances of delivery
 * @param standbys copies of each task's state on other instances than the owner's
 */
record StatePlan(int users, int pending, int bytes, int instances, int standbys) {

    StatePlan {
        require(users >= 1, "--users", users, "1 or more");
        require(pending >= 0, "--pending", pending, "0 or more");
        require(bytes >= 0 && bytes <= 60_000, "--bytes", bytes, "0 to 60000");
        require(instances >= 1 && instances <= 2, "--instances", instances, "1 or 2");
        require(standbys >= 0 && standbys < instances, "--standbys", standbys, "0, or 1 with two instances");
    }

    private static void require(boolean holds, String option, int value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", allowed: " + rule);
        }
    }

    String user(int number) {
        return "user-" + number % users;
    }
}
