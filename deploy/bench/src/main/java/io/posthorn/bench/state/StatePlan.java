// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.command.Rule;

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
        Rule.atLeast(1, "--users", users);
        Rule.atLeast(0, "--pending", pending);
        Rule.between(0, 60_000, "--bytes", bytes);
        Rule.between(1, 2, "--instances", instances);
        Rule.require(standbys >= 0 && standbys < instances, "--standbys", standbys, "0, or 1 with two instances");
    }

    String user(int number) {
        return "user-" + number % users;
    }
}
