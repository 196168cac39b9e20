// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.custody.Progress;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldPlaceTest {

    @Test
    void aPlaceIsReadAsItWasWritten() {
        for (Owner owner : new Owner[] {Owner.user("user-1"), Owner.everyoneOn(3), Owner.user("ü/…")}) {
            HeldPlace place = new HeldPlace(owner, new Bucket(202611, 4), 1, 17);

            assertThat(HeldPlace.decode(place.encode())).contains(place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "####", "dXNlci0xCjIwMjYxMQo0", "CjEKMQoxCjE", "YQpiCmMKZAplCmY"})
    void anythingElseIsNone(String token) {
        assertThat(HeldPlace.decode(token)).isEmpty();
    }

    @Test
    void aMarkIsReadAsItWasWritten() {
        Mark mark = new Mark(1, Optional.empty(), 0).passed(Owner.user("a/b"), 7);

        assertThat(Mark.of(mark.toProgress())).isEqualTo(mark);
        assertThat(Mark.of(mark.nextRound().toProgress())).isEqualTo(new Mark(2, Optional.empty(), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0/", "one/a"})
    void whatIsNoMarkIsTheBeginning(String reached) {
        assertThat(Mark.of(new Progress(reached, 9))).isEqualTo(new Mark(1, Optional.empty(), 0));
    }

    @Test
    void theLastRoundIsWhatCounts() {
        Mark second = new Mark(2, Optional.empty(), 0).passed(Owner.user("a"), 3);

        assertThat(second.nextRound().messages()).isEqualTo(3);
    }
}
