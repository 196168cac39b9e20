// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Notices that a server is gone although the socket did not say so. It was silent for longer than it promised; or it does
 * not answer a ping that it is sent when nothing follows a frame for a while.
 *
 * <p>The second is needed because the JDK (17 to 25 at least) loses the end of a connection that comes while a frame is
 * being handled: the frame, and then the server died. Used by one thread at a time, except {@link #heard}.
 */
final class Watch {

    /** What a watch does to its socket. */
    interface Watched {

        void ping();

        void silent(Duration forAsLongAs);
    }

    private final Life life;
    private final BiConsumer<Duration, Runnable> later;
    private final Watched watched;
    private int round;
    private boolean probing;
    private boolean unproven;
    private boolean over;

    /** @param later runs a task after a pause, one task at a time */
    Watch(Life life, BiConsumer<Duration, Runnable> later, Watched watched) {
        this.life = life;
        this.later = later;
        this.watched = watched;
    }

    void heard(long now) {
        life.heard(now);
    }

    /** Also with a new promise of the server. */
    void begin() {
        round++;
        watchSilence(round);
    }

    void allowSilence(Duration silence) {
        life.allowSilence(silence);
        begin();
    }

    private void watchSilence(int begun) {
        if (over || begun != round) {
            return;
        }
        Duration left = life.untilTooSilent(System.nanoTime());
        if (left.isZero()) {
            gone(life.allowedSilence());
        } else {
            later.accept(left, () -> watchSilence(begun));
        }
    }

    /** A frame was handled: what comes after it may have been lost. */
    void afterFrame() {
        unproven = true;
        if (!probing && !over) {
            probing = true;
            later.accept(life.probeAfter(), this::probe);
        }
    }

    private void probe() {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        Duration left = life.untilProbe(now);
        if (!left.isZero()) {
            later.accept(left, this::probe);
            return;
        }
        unproven = false;
        watched.ping();
        later.accept(life.probeAfter(), () -> judge(now));
    }

    private void judge(long askedAt) {
        probing = false;
        if (over) {
            return;
        }
        if (!life.hasAnswered(askedAt)) {
            gone(life.probeAfter());
        } else if (unproven) {
            afterFrame();
        }
    }

    private void gone(Duration silence) {
        over = true;
        watched.silent(silence);
    }

    void end() {
        over = true;
    }
}
