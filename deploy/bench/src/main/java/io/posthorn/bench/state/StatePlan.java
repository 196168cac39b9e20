// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.command.Rule;

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
        Rule.atLeast(1, "--users", users);
        Rule.atLeast(0, "--pending", pending);
        Rule.between(0, 60_000, "--bytes", bytes);
        Rule.between(0, 1, "--standbys", standbys);
    }

    String user(int number) {
        return "user-" + number % users;
    }
}
