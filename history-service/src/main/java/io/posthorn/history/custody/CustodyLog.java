// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one log, appended to by all instances and read by each of them. Thread-safe. */
public final class CustodyLog {

    private static final Logger log = LoggerFactory.getLogger(CustodyLog.class);
    private static final int AT_ONCE = 100;
    /** With an answer that nobody can explain. While others are quicker, the log grows, and there is no end of that. */
    private static final int ATTEMPTS = 20;

    /** @param register with the step, if one was taken */
    public record Decided(Register register, Ruling ruling) {}

    private final Prepared<Statements> statements;
    private final Knowledge knowledge;
    private final Clock clock;

    CustodyLog(Prepared<Statements> statements, Knowledge knowledge, Clock clock) {
        this.statements = statements;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /**
     * All that is in the log at this moment.
     *
     * @throws RuntimeException Cassandra did not answer, or a step is missing
     */
    public Register refresh() {
        long begun = knowledge.now();
        Register register = knowledge.last().orElse(Register.EMPTY);
        List<Step> more;
        do {
            long next = register.head().number() + 1;
            more = onward(next, AT_ONCE);
            register = register.after(more);
        } while (!more.isEmpty());
        knowledge.learned(register, begun);
        return register;
    }

    /**
     * Takes the step that is due after all others, if one is.
     *
     * @param decide asked again when somebody else has taken a step meanwhile
     * @throws RuntimeException Cassandra did not answer, or again and again took no step though there was none; whether the step was
     *     taken is shown by {@link #refresh}
     */
    public Decided append(Actor actor, Function<Register, Ruling> decide) {
        UUID id = UUID.randomUUID();
        long head = -1;
        int inVain = 0;
        for (int i = 1; ; i++) {
            Register register = refresh();
            inVain = register.head().number() == head ? inVain + 1 : 0;
            head = register.head().number();
            if (inVain >= ATTEMPTS) {
                throw new IllegalStateException(
                        "step %d of custody cannot be taken, and nobody has taken it".formatted(head + 1));
            }
            Ruling ruling = decide.apply(register);
            Optional<Event> event = ruling.step();
            if (event.isEmpty()) {
                return new Decided(register, ruling);
            }
            Step step =
                    Step.after(register.head(), id, clock.instant().truncatedTo(ChronoUnit.MILLIS), actor, event.get());
            if (isTaken(step, i)) {
                log.info(
                        "Custody: {} {}", event.get().kind().text(), event.get().subject());
                return new Decided(refresh(), ruling);
            }
        }
    }

    private boolean isTaken(Step step, int attempt) {
        try {
            return statements.get().insert().execute(step) || isThere(step);
        } catch (RuntimeException e) {
            if (StoreFailure.of(e) == StoreFailure.REFUSED || attempt >= ATTEMPTS) {
                throw e;
            }
            log.warn("It is not known whether a step of custody was taken: {}", StoreFailure.describe(e));
            return isThere(step);
        }
    }

    /** A read that is serial ends what was left half done. */
    private boolean isThere(Step step) {
        return statements.get().select().from(step.number(), 1).stream()
                .anyMatch(each -> each.number() == step.number() && each.id().equals(step.id()));
    }

    /** Of what is stored, whatever was known before. */
    Verification verify() {
        Step.Head seen = knowledge.last().orElse(Register.EMPTY).head();
        return Verification.of(walk(), seen);
    }

    private Iterator<Step> walk() {
        return new Iterator<>() {
            private Iterator<Step> some = Collections.emptyIterator();
            private long next = 1;

            @Override
            public boolean hasNext() {
                if (!some.hasNext()) {
                    some = onward(next, AT_ONCE).iterator();
                }
                return some.hasNext();
            }

            @Override
            public Step next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Step step = some.next();
                next = step.number() + 1;
                return step;
            }
        };
    }

    private List<Step> onward(long next, int most) {
        return new AcrossParts(statements.get().select()).from(next, most);
    }

    /** Upwards, from a number on. */
    List<Step> from(long number, int most) {
        List<Step> steps = new ArrayList<>();
        long next = number;
        List<Step> more;
        do {
            more = onward(next, most - steps.size());
            steps.addAll(more);
            next = more.isEmpty() ? next : more.get(more.size() - 1).number() + 1;
        } while (!more.isEmpty() && steps.size() < most);
        return steps;
    }

    /** Downwards, from a number on. */
    List<Step> downFrom(long number, int most) {
        List<Step> steps = new ArrayList<>();
        long next = number;
        List<Step> more;
        do {
            more = statements.get().select().downFrom(next, most - steps.size());
            steps.addAll(more);
            next = more.isEmpty() ? 0 : more.get(more.size() - 1).number() - 1;
        } while (!more.isEmpty() && steps.size() < most);
        return steps;
    }
}
