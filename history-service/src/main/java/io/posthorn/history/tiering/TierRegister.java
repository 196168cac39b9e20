// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import io.posthorn.history.store.WithheldException;
import io.posthorn.history.tier.Lifetimes;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of where classes are kept, in Cassandra. */
public final class TierRegister {

    private static final Logger log = LoggerFactory.getLogger(TierRegister.class);

    private final SelectTiers select;
    private final InsertTier insert;
    private final Tiers tiers;
    private final String accepted;
    private volatile Tiering known;

    TierRegister(SelectTiers select, InsertTier insert, Tiers tiers, String accepted) {
        this.select = select;
        this.insert = insert;
        this.tiers = tiers;
        this.accepted = accepted;
        this.known = select.execute();
    }

    /**
     * Before the first row is written. Two instances may do it at once: they write the same.
     *
     * @throws WithheldException a class is on record in another tier than it is configured for, which is not accepted
     */
    public void admit(Instant now) {
        Tiering before = select.execute();
        List<Tiering.Move> moves = before.moves(tiers);
        String fingerprint = Tiering.fingerprint(tiers);
        if (!moves.isEmpty() && !accepted.equals(fingerprint)) {
            throw new WithheldException(refusal(moves, fingerprint));
        }
        List<Tiering.Entry> entries = before.toRecord(tiers, now);
        entries.forEach(insert::execute);
        known = before.with(entries);
        moves.forEach(each -> log.warn(
                "From now on messages of class {} are written to the tier {}; those in {} stay"
                        + " there until they expire",
                each.className(),
                each.to(),
                each.from()));
    }

    private static String refusal(List<Tiering.Move> moves, String fingerprint) {
        return ("The configured classes would move %s. Nothing is written until the old retention is configured again, or"
                        + " the move is accepted: posthorn.history.accept-tiers=%s. What is written already stays where it is"
                        + " and keeps its old retention. See retention.md.")
                .formatted(moves.stream().map(Tiering.Move::toString).collect(Collectors.joining(", ")), fingerprint);
    }

    /** Where rows of these classes lie; asked anew, since another instance may have put a move on record. */
    public Set<Tier> tiersOf(Collection<String> classes) {
        return select.execute().tiersOf(classes);
    }

    /** Retentions that classes had before, as of the start. */
    public List<Lifetimes.Former> former() {
        return known.former();
    }
}
