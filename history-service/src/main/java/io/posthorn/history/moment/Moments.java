// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Span;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where times lie in the log of each partition. */
public final class Moments {

    private final InsertMoment insert;
    private final SelectMoments select;

    Moments(InsertMoment insert, SelectMoments select) {
        this.insert = insert;
        this.select = select;
    }

    /** Puts a message's place on record. */
    public CompletionStage<Position> mark(int partition, Position position) {
        return insert.execute(partition, position).thenApply(written -> position);
    }

    /**
     * A part of the stream that holds all that was appended from one time on and before another, and not much more. What is not
     * on record narrows less.
     *
     * <p>A record that was appended more than {@link Span#SKEW} before a time stands in the log before all that was appended
     * from that time on.
     *
     * @param from included; null: from the beginning
     * @param to excluded; null: to the end
     */
    public Span span(int partition, @Nullable Instant from, @Nullable Instant to) {
        Span span = Span.appended(from, to);
        if (from != null) {
            span = select.before(partition, from.minus(Span.SKEW).minus(Moment.WIDTH))
                    .map(Span::from)
                    .map(span::and)
                    .orElse(span);
        }
        Span since = span;
        return to == null
                ? since
                : select.after(partition, to.plus(Span.SKEW))
                        .map(Span::before)
                        .map(since::and)
                        .orElse(since);
    }
}
