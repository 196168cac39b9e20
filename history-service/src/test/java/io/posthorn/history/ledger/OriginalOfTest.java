// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.security.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginalOfTest {

    private static final Message FIRST = new TestMessages("user-1").next(1, Instant.EPOCH);
    private static final Message SECOND = new TestMessages("user-2").next(2, Instant.EPOCH);
    private static final Message ERASED = FIRST.toBuilder().setErasedAt(7).build();

    @Test
    void oneWithContentStandsForThoseThatAreErased() {
        assertThat(OriginalOf.preferred(List.of(ERASED, SECOND).iterator())).contains(SECOND);
        assertThat(OriginalOf.preferred(List.of(FIRST, SECOND).iterator())).contains(FIRST);
    }

    @Test
    void aReachOfGroupsCoversOnlyWhatItsOwnMessageSays() {
        Reach eng = new Reach(Set.of(), Set.of("eng"), Set.of());

        assertThat(OriginalOf.covers(
                        eng, Optional.of(FIRST.toBuilder().setGroup("eng").build())))
                .isTrue();
        assertThat(OriginalOf.covers(
                        eng, Optional.of(FIRST.toBuilder().setGroup("hr").build())))
                .isFalse();
        assertThat(OriginalOf.covers(eng, Optional.of(FIRST))).isFalse();
        assertThat(OriginalOf.covers(eng, Optional.empty())).isFalse();
    }

    @Test
    void whereAllAreErasedItIsTheFirst() {
        Message other = SECOND.toBuilder().setErasedAt(8).build();

        assertThat(OriginalOf.preferred(List.of(ERASED, other).iterator())).contains(ERASED);
        assertThat(OriginalOf.preferred(List.<Message>of().iterator())).isEmpty();
    }
}
