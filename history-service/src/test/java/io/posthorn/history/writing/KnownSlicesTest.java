// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownSlicesTest {

    private final KnownSlices known = new KnownSlices(2);

    @Test
    void knowsWhatWasAddedAndNothingElse() {
        known.add(row("user-1", 0, 7));

        assertThat(known.contains(row("user-1", 0, 7))).isTrue();
        assertThat(known.contains(row("user-2", 0, 7))).isFalse();
        assertThat(known.contains(row("user-1", 1, 7))).isFalse();
        assertThat(known.contains(row("user-1", 0, 90))).isFalse();
    }

    @Test
    void forgetsTheLeastUsed() {
        known.add(row("user-1", 0, 7));
        known.add(row("user-2", 0, 7));
        known.contains(row("user-1", 0, 7));

        known.add(row("user-3", 0, 7));

        assertThat(known.contains(row("user-1", 0, 7))).isTrue();
        assertThat(known.contains(row("user-2", 0, 7))).isFalse();
    }

    private static NewRow row(String user, int slice, int days) {
        return new NewRow(
                Owner.user(user),
                new Tier(Duration.ofDays(days)),
                new Bucket(202611, slice),
                new TestMessages(user).next(1, Instant.EPOCH));
    }
}
