// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.command.Rule;
import java.time.Duration;

/** What is written, and what is then read. */
record HistoryPlan(Messages messages, Reads reads) {

    /**
     * @param all those of the heavy user among them
     * @param users who take turns
     * @param heavy of one more user, evenly spread
     * @param bytes of each body
     * @param days over which they are spread
     */
    record Messages(int all, int users, int heavy, int bytes, int days) {

        Messages {
            Rule.atLeast(1, "--messages", all);
            Rule.atLeast(1, "--users", users);
            Rule.between(1, all, "--heavy", heavy);
            Rule.between(0, 65_536, "--bytes", bytes);
            Rule.between(1, 80, "--days", days);
        }

        Duration span() {
            return Duration.ofDays(days);
        }
    }

    /**
     * @param questions of each kind
     * @param rate of questions in a second
     * @param pages for devices, of each kind
     * @param connected users whose connections are asked for; 0: none
     * @param receipts users whose newest messages have receipts, about which is asked; 0: none
     * @param exported whose messages are exported, and the export verified
     */
    record Reads(int questions, int rate, int pages, int connected, int receipts, Exports.Scope exported) {

        Reads {
            Rule.atLeast(1, "--questions", questions);
            Rule.atLeast(1, "--rate", rate);
            Rule.atLeast(1, "--pages", pages);
            Rule.atLeast(0, "--connected", connected);
            Rule.atLeast(0, "--receipts", receipts);
        }
    }
}
