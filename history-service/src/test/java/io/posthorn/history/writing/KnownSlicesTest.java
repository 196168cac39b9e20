// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownSlicesTest {

    private final KnownSlices known = new KnownSlices(2);

    @Test
    void knowsWhatWasAddedAndNothingElse() {
        known.add(home("user-1", 0, 7));

        assertThat(known.contains(home("user-1", 0, 7))).isTrue();
        assertThat(known.contains(home("user-2", 0, 7))).isFalse();
        assertThat(known.contains(home("user-1", 1, 7))).isFalse();
        assertThat(known.contains(home("user-1", 0, 90))).isFalse();
    }

    @Test
    void forgetsTheLeastUsed() {
        known.add(home("user-1", 0, 7));
        known.add(home("user-2", 0, 7));
        known.contains(home("user-1", 0, 7));

        known.add(home("user-3", 0, 7));

        assertThat(known.contains(home("user-1", 0, 7))).isTrue();
        assertThat(known.contains(home("user-2", 0, 7))).isFalse();
    }

    @Test
    void forgetsAllWhenTheTableMayBeAnother() {
        known.add(home("user-1", 0, 7));

        known.forgetAll();

        assertThat(known.contains(home("user-1", 0, 7))).isFalse();
    }

    private static Home home(String user, int slice, int days) {
        return new Home(Owner.user(user), new Tier(Duration.ofDays(days)), new Bucket(202611, slice));
    }
}
