// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.recording.FactsWork;
import io.posthorn.history.recording.Known;
import io.posthorn.history.recording.Recorder;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Writes each change of a membership twice: for those who ask for the group, and for those who ask for the user. */
final class MembershipRows implements FactsWork.Rows<MembershipFact> {

    private static final Tier WITHOUT_END = new Tier(null);

    /** That there is something in a slice, as it is remembered. */
    private record Indexed(Side side, String whose, Slice slice) {}

    private final Prepared<Map<Side, Inserts>> inserts;
    private final Recorder recorder;
    private final Known<Indexed> known;
    private final int sliceRecords;

    MembershipRows(Prepared<Map<Side, Inserts>> inserts, Recorder recorder, int knownRows, int sliceRecords) {
        this.inserts = inserts;
        this.recorder = recorder;
        this.known = new Known<>(knownRows);
        this.sliceRecords = sliceRecords;
    }

    @Override
    public CompletableFuture<Void> write(List<MembershipFact> facts, BooleanSupplier ours) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        Set<Indexed> indexed = new HashSet<>();
        for (MembershipFact fact : facts) {
            Slice slice = Slice.of(fact.place(), sliceRecords);
            for (Side side : Side.values()) {
                Indexed row = new Indexed(side, side.whose(fact), slice);
                if (!known.contains(row) && indexed.add(row)) {
                    all.add(write(fact, side, ready -> ready.slice().execute(fact, slice), ours)
                            .thenRun(() -> known.add(row)));
                }
                all.add(write(fact, side, ready -> ready.change().execute(fact, slice), ours));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> write(
            MembershipFact fact, Side side, Function<Inserts, CompletionStage<?>> statement, BooleanSupplier ours) {
        return recorder.write(
                WITHOUT_END,
                fact.place().at(),
                left -> statement.apply(inserts.get().get(side)),
                ours);
    }
}
