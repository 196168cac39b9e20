// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.history.tier.Lifetimes;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TieringTest {

    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant MOVED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant BACK = Instant.parse("2026-11-20T00:00:00Z");

    private static final Tiers WEEK = tiers(of("chat", Duration.ofDays(7)), of("archive", null));
    private static final Tiers MONTH = tiers(of("chat", Duration.ofDays(30)), of("archive", null));

    private final Tiering empty = new Tiering(List.of());
    private final Tiering first = empty.with(empty.toRecord(WEEK, FIRST));

    @Test
    void theFirstConfigurationIsPutOnRecord() {
        assertThat(empty.moves(WEEK)).isEmpty();
        assertThat(first.entries())
                .containsExactlyInAnyOrder(
                        new Tiering.Entry("chat", "7d", FIRST), new Tiering.Entry("archive", "forever", FIRST));
        assertThat(first.toRecord(WEEK, MOVED)).isEmpty();
    }

    @Test
    void anotherRetentionIsAMove() {
        assertThat(first.moves(MONTH)).containsExactly(new Tiering.Move("chat", "7d", "30d"));
        assertThat(first.moves(MONTH)).hasToString("[chat from 7d to 30d]");
    }

    @Test
    void aClassThatIsNoLongerStoredHasMoved() {
        assertThat(first.moves(tiers(of("chat", Duration.ZERO))))
                .containsExactly(new Tiering.Move("chat", "7d", "none"));
    }

    @Test
    void aNewClassAndOneThatIsGoneHaveNotMoved() {
        Tiers other = tiers(of("chat", Duration.ofDays(7)), of("news", Duration.ofDays(1)));

        assertThat(first.moves(other)).isEmpty();
        assertThat(first.toRecord(other, MOVED)).containsExactly(new Tiering.Entry("news", "1d", MOVED));
    }

    @Test
    void rowsOfAClassLieWhereItIsAndWhereItWas() {
        Tiering moved = first.with(first.toRecord(MONTH, MOVED));

        assertThat(moved.current("chat")).contains("30d");
        assertThat(moved.moves(MONTH)).isEmpty();
        assertThat(moved.moves(WEEK)).containsExactly(new Tiering.Move("chat", "30d", "7d"));
        assertThat(moved.tiersOf(Set.of("chat")))
                .containsExactlyInAnyOrder(new Tier(Duration.ofDays(7)), new Tier(Duration.ofDays(30)));
        assertThat(moved.tiersOf(Set.of("archive"))).containsExactly(new Tier(null));
        assertThat(moved.tiersOf(Set.of("no-such-class"))).isEmpty();
    }

    @Test
    void whatAClassLivedBeforeIsRememberedWithItsEnd() {
        Tiering moved = first.with(first.toRecord(MONTH, MOVED));
        Tiering back = moved.with(moved.toRecord(WEEK, BACK));

        assertThat(first.former()).isEmpty();
        assertThat(moved.former()).containsExactly(new Lifetimes.Former(Duration.ofDays(7), MOVED));
        assertThat(back.current("chat")).contains("7d");
        assertThat(back.former()).containsExactly(new Lifetimes.Former(Duration.ofDays(30), BACK));
    }

    @Test
    void whatIsKeptWithoutEndExplainsNothingMissing() {
        Tiers shorter = tiers(of("archive", Duration.ofDays(365)));

        assertThat(first.with(first.toRecord(shorter, MOVED)).former()).isEmpty();
    }

    @Test
    void aFingerprintIsThatOfOneConfiguration() {
        assertThat(Tiering.fingerprint(WEEK)).matches("[0-9a-f]{12}").isNotEqualTo(Tiering.fingerprint(MONTH));
        assertThat(Tiering.fingerprint(tiers(of("archive", null), of("chat", Duration.ofDays(7)))))
                .as("in any order")
                .isEqualTo(Tiering.fingerprint(WEEK));
    }

    private static Tiers tiers(DeliveryClass... classes) {
        return new Tiers(new DeliveryClasses(Arrays.asList(classes)));
    }

    private static DeliveryClass of(String name, @Nullable Duration retention) {
        return new DeliveryClass(name, retention, null, ReceiptLevel.ALL, false);
    }
}
