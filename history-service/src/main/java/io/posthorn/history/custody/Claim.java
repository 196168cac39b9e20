// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Duration;

/** One instance carries an errand on while it says so often enough. Two at once would only do the same twice. */
public final class Claim {

    private final UpdateErrand statements;
    private final String errand;
    private final String instance;
    private final Duration time;
    private long renewed = System.nanoTime();

    Claim(UpdateErrand statements, String errand, String instance, Duration time) {
        this.statements = statements;
        this.errand = errand;
        this.instance = instance;
        this.time = time;
    }

    /** As somebody left it. */
    public Progress progress() {
        return statements.progress(errand);
    }

    public void reach(Progress progress) {
        keep();
        statements.reach(errand, progress);
    }

    /**
     * To be called again and again.
     *
     * @throws ClaimLostException somebody else goes on, or this instance stops
     */
    public void keep() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClaimLostException(errand + " is left to others: this instance stops");
        }
        if (System.nanoTime() - renewed < time.toNanos() / 3) {
            return;
        }
        renewed = System.nanoTime();
        if (!statements.renew(errand, instance, time)) {
            throw new ClaimLostException(errand + " was taken over by another instance");
        }
    }
}
