// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.recording.FactsWork;
import io.posthorn.history.recording.Known;
import io.posthorn.history.recording.Recorder;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** Writes what happened to connections, and what devices said. */
final class ConnectionRows implements FactsWork.Rows<ConnectionFact> {

    private final Prepared<Inserts> inserts;
    private final Recorder recorder;
    private final Tier life;
    /** Of rows that stand for all of a day: as long as the last of it lives. */
    private final Tier indexLife;

    private final Known<Object> known;

    ConnectionRows(Prepared<Inserts> inserts, Recorder recorder, Tier life, int knownRows) {
        this.inserts = inserts;
        this.recorder = recorder;
        this.life = life;
        this.indexLife =
                new Tier(Objects.requireNonNull(life.retention(), "without end").plus(Duration.ofDays(1)));
        this.known = new Known<>(knownRows);
    }

    @Override
    public CompletableFuture<Void> write(List<ConnectionFact> facts, BooleanSupplier ours) {
        Batch batch = new Batch(ours);
        facts.forEach(batch::add);
        return batch.written();
    }

    /** The rows of one batch. */
    private final class Batch {

        private final BooleanSupplier ours;
        private final List<CompletableFuture<?>> all = new ArrayList<>();
        private final Set<Object> indexed = new HashSet<>();
        private final Thinned<DeviceState.Kind> states = new Thinned<>();
        private final Thinned<Word> words = new Thinned<>();

        Batch(BooleanSupplier ours) {
            this.ours = ours;
        }

        void add(ConnectionFact fact) {
            ConnectionEvent event = fact.event();
            switch (event.getEventCase()) {
                case CONNECTED -> {
                    happened(fact);
                    device(fact);
                    state(fact, DeviceState.Kind.CONNECTED);
                    said(fact, event.getConnected());
                }
                case DISCONNECTED -> {
                    happened(fact);
                    insert(fact, (ready, left) -> ready.end().execute(fact, left));
                }
                case DEVICE_FORGOTTEN -> {
                    happened(fact);
                    word(fact, Word.Kind.FORGOTTEN, Position.getDefaultInstance());
                }
                case ATTRIBUTES_CHANGED -> {
                    device(fact);
                    state(fact, DeviceState.Kind.ATTRIBUTES);
                }
                case ACKED -> {
                    device(fact);
                    word(fact, Word.Kind.ACKED, event.getAcked().getUpTo());
                }
                case READ -> word(fact, Word.Kind.READ, event.getRead().getUpTo());
                case REPLAY_PROGRESSED, EVENT_NOT_SET -> {}
            }
        }

        private void happened(ConnectionFact fact) {
            insert(fact, (ready, left) -> ready.connection().execute(fact, left));
            var row = new InsertConnectionHour.Row(fact.user(), fact.hour());
            index(fact, row, (ready, left) -> ready.hour().execute(row, left));
        }

        private void device(ConnectionFact fact) {
            InsertDevice.Row row = InsertDevice.Row.of(fact);
            index(fact, row, (ready, left) -> ready.device().execute(row, left));
        }

        private void state(ConnectionFact fact, DeviceState.Kind kind) {
            states.add(fact, kind.text(), kind);
        }

        private void said(ConnectionFact fact, Connected connected) {
            if (connected.getResumeFrom() == ResumeFrom.RESUME_FROM_CURSOR
                    && ConnectionIntake.isPlace(connected.getCursor())) {
                word(fact, Word.Kind.SAID, connected.getCursor());
            }
        }

        private void word(ConnectionFact fact, Word.Kind kind, Position position) {
            words.add(
                    fact,
                    kind.text(),
                    new Word(kind, position, fact.place().at(), fact.place().offset()));
        }

        private void insert(ConnectionFact fact, BiFunction<Inserts, Integer, CompletionStage<?>> statement) {
            all.add(recorder.write(life, fact.place().at(), left -> statement.apply(inserts.get(), left), ours));
        }

        private void index(
                ConnectionFact fact, Object row, BiFunction<Inserts, Integer, CompletionStage<?>> statement) {
            if (!known.contains(row) && indexed.add(row)) {
                all.add(recorder.write(indexLife, fact.place().at(), left -> statement.apply(inserts.get(), left), ours)
                        .thenRun(() -> known.add(row)));
            }
        }

        CompletableFuture<Void> written() {
            states.rows()
                    .forEach(row ->
                            insert(row.fact(), (ready, left) -> ready.state().execute(row.fact(), left)));
            words.rows()
                    .forEach(row ->
                            insert(row.fact(), (ready, left) -> ready.cursor().execute(row.fact(), row.what(), left)));
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        }
    }
}
