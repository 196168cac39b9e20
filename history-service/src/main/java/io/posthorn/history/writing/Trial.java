// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.posthorn.history.store.StoreFailure;

/** Whether it is the fault of rows that they are not taken. One for each bundle; its steps follow each other, on any thread. */
final class Trial {

    /** So often may a row break something in Cassandra before it is the row that is suspected. */
    static final int DOUBTS = 10;
    /** The same of several rows at once, which are then written one by one. */
    static final int DOUBTS_OF_MANY = 3;

    enum Step {
        /** It is Cassandra's fault, or a table's: try again. */
        LATER,
        /** See whether the row's replicas take anything. */
        PROBE_BESIDE,
        /** See whether the tables take anything. */
        PROBE_ELSEWHERE,
        /** One of them is at fault: write them one by one. */
        APART,
        /** The table may have come back between the row and the probe: try again at once. */
        AGAIN,
        /** The row is refused while other rows are taken. */
        GUILTY
    }

    private final boolean alone;
    private volatile int doubts;
    private volatile boolean suspected;

    Trial(Bundle bundle) {
        this.alone = bundle.rows().size() == 1;
    }

    /** An outage says nothing of the row, and what was suspected before it may have been the beginning of it. */
    Step refused(StoreFailure kind) {
        if (kind == StoreFailure.AWAY) {
            suspected = false;
            return Step.LATER;
        }
        doubts = doubts + 1;
        if (kind == StoreFailure.REFUSED) {
            return Step.PROBE_ELSEWHERE;
        }
        return doubts < (alone ? DOUBTS : DOUBTS_OF_MANY) ? Step.LATER : Step.PROBE_BESIDE;
    }

    Step probed(boolean taken) {
        if (!taken) {
            suspected = false;
            return Step.LATER;
        }
        if (!alone) {
            return Step.APART;
        }
        Step step = suspected ? Step.GUILTY : Step.AGAIN;
        suspected = true;
        return step;
    }
}
