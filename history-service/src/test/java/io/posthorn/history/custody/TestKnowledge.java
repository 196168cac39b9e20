// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Prepared;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What is known of one log in memory, and a clock that stands. */
public final class TestKnowledge {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final Steps log = new Steps();
    private final Knowledge knowledge = new Knowledge(LIMIT, now::get);

    public TestKnowledge() {
        learn();
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    /** Nobody asks it for anything: there is no store. */
    public CustodyLog log() {
        return new CustodyLog(
                new Prepared<>(session -> {
                    throw new IllegalStateException("there is no store");
                }),
                knowledge,
                Clock.systemUTC());
    }

    public Register register() {
        return log.register;
    }

    public void place(String hold, Criteria criteria) {
        log.decide(Rulings.place(log.register, hold, criteria));
        learn();
    }

    public void gather(String hold) {
        log.decide(Rulings.gathering(log.register, hold));
        log.decide(Rulings.gathered(log.register, hold, 0));
        learn();
    }

    public void release(String hold) {
        log.decide(Rulings.release(log.register, hold));
        learn();
    }

    public void learn() {
        knowledge.learned(log.register, now.get());
    }

    public void growOld() {
        now.addAndGet(LIMIT.toNanos() + 1);
    }
}
