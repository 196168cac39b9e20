// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Months;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How far devices were at a time. Within the minute of that time only the last word is on record: what was said between its
 * beginning and the time may be left out, never is anything said that came later.
 *
 * <p>Holds its caller while Cassandra answers.
 */
public final class Cursors {

    /**
     * Words that are looked at, newest first. A cursor never moves back, but a device that reads again from an earlier place acks
     * again what it had: so many minutes of that are seen through.
     */
    static final int WORDS = 300;

    /** That are looked at, those first that spoke last. Nobody has more, but who makes them up. */
    private static final int DEVICES = 200;

    /** One answer asks 46 days and, of each device, two or three months: in a few rounds. */
    private static final int AT_ONCE = 16;
    /** For all answers together: writers share the driver's 256 with them. */
    private static final int ALL_AT_ONCE = 64;

    private final Prepared<Selects> queries;
    private final Duration knownFor;
    private final Bulkhead all = new Bulkhead(ALL_AT_ONCE);

    Cursors(Prepared<Selects> queries, Duration knownFor) {
        this.queries = queries;
        this.knownFor = knownFor;
    }

    /**
     * The cursor of a device as of a time.
     *
     * @return empty when nothing is on record that says it
     * @throws RuntimeException Cassandra did not answer
     */
    public Optional<CursorAt> at(String user, String device, Instant time) {
        return joined(atLater(user, device, time, ration()));
    }

    /**
     * All devices of a user that are on record in the time before, each with its cursor; one that said nothing of it too.
     *
     * @throws RuntimeException Cassandra did not answer
     */
    public List<CursorAt> devicesAt(String user, Instant time) {
        Selects ready = queries.get();
        Ration ration = ration();
        List<CompletableFuture<List<String>>> days = Months.days(time.minus(knownFor), time).stream()
                .map(day -> ration.ask(() -> ready.devices().execute(user, day)))
                .toList();
        Collection<String> devices = new LinkedHashSet<>();
        days.forEach(day -> devices.addAll(joined(day)));
        List<CompletableFuture<CursorAt>> cursors = devices.stream()
                .limit(DEVICES)
                .sorted()
                .map(device -> atLater(user, device, time, ration)
                        .thenApply(found -> found.orElseGet(() -> CursorAt.nothing(device))))
                .toList();
        return cursors.stream().map(Cursors::joined).toList();
    }

    /**
     * Since when a device has had the message at this position, to the minute: the append time of the last word of the first
     * minute in which it is on record.
     *
     * @param until nothing that was said later counts
     * @return empty when it is not on record, or lies too far after the message's append
     * @throws RuntimeException Cassandra did not answer
     */
    public Optional<Instant> reached(String user, String device, Position message, Instant until) {
        Instant first = Instant.ofEpochMilli(message.getAppendedAt());
        List<Integer> months = new ArrayList<>(Months.between(first, until));
        Collections.reverse(months);
        for (int month : months) {
            Selects ready = queries.get();
            List<Word> words = joined(ration().ask(() -> ready.cursors().oldest(user, device, month, first, until)));
            Optional<Instant> reached = words.stream()
                    .filter(each -> each.kind() == Word.Kind.ACKED || each.kind() == Word.Kind.SAID)
                    .filter(each -> !Positions.isAfter(message, each.position()))
                    .map(Word::at)
                    .filter(at -> !at.isAfter(until) && !at.isBefore(first))
                    .findFirst();
            if (reached.isPresent() || words.size() >= WORDS) {
                return reached;
            }
        }
        return Optional.empty();
    }

    private Ration ration() {
        return new Ration(AT_ONCE, all);
    }

    private CompletableFuture<Optional<CursorAt>> atLater(String user, String device, Instant time, Ration ration) {
        return words(user, device, time, ration).thenApply(words -> CursorAt.of(device, words));
    }

    /** The newest that were said up to then. */
    CompletableFuture<List<Word>> words(String user, String device, Instant time) {
        return words(user, device, time, ration());
    }

    private CompletableFuture<List<Word>> words(String user, String device, Instant time, Ration ration) {
        Selects ready = queries.get();
        Instant first = time.minus(knownFor);
        List<CompletableFuture<List<Word>>> months = Months.between(first, time).stream()
                .map(month -> ration.ask(() -> ready.cursors().newest(user, device, month, first, time)))
                .toList();
        return CompletableFuture.allOf(months.toArray(CompletableFuture[]::new))
                .thenApply(all -> months.stream()
                        .flatMap(month -> Objects.requireNonNull(month.join()).stream())
                        .filter(word -> !word.at().isAfter(time))
                        .toList());
    }

    private static <T> T joined(CompletionStage<T> answer) {
        return Answers.of(answer);
    }
}
