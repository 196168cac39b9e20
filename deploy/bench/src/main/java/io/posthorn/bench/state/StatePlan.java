// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

/**
 * What is measured.
 *
 * @param users each with one device that was there and left
 * @param pending messages that wait, spread over the users
 * @param bytes of the body of each
 * @param standbys copies of each task's state; with one or more there are two instances of delivery
 */
record StatePlan(int users, int pending, int bytes, int standbys) {

    StatePlan {
        require(users >= 1, "--users", users, "1 or more");
        require(pending >= 0, "--pending", pending, "0 or more");
        require(bytes >= 0 && bytes <= 60_000, "--bytes", bytes, "0 to 60000");
        require(standbys >= 0 && standbys <= 1, "--standbys", standbys, "0 or 1");
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
