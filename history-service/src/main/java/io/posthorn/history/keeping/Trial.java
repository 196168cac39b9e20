// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.posthorn.history.store.StoreFailure;

/** Whether it is the fault of rows that they are not taken. One for each bundle; its steps follow each other, on any thread. */
final class Trial {

    /** So often may a row break something in Cassandra before it is the row that is suspected. */
    static final int DOUBTS = 10;

    enum Step {
        /** It is Cassandra's fault, or a table's: try again. */
        LATER,
        /** See whether the table takes anything. */
        PROBE,
        /** The table may have come back between the row and the probe: try again at once. */
        AGAIN,
        /** The rows are refused while another one is taken. */
        GUILTY
    }

    private volatile int doubts;
    private volatile boolean suspected;

    /** An outage says nothing of the row, and what was suspected before it may have been the beginning of it. */
    Step refused(StoreFailure kind) {
        if (kind == StoreFailure.AWAY) {
            suspected = false;
            return Step.LATER;
        }
        doubts = doubts + 1;
        return kind == StoreFailure.DOUBTFUL && doubts < DOUBTS ? Step.LATER : Step.PROBE;
    }

    Step probed(boolean taken) {
        if (!taken) {
            suspected = false;
            return Step.LATER;
        }
        Step step = suspected ? Step.GUILTY : Step.AGAIN;
        suspected = true;
        return step;
    }
}
