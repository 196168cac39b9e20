// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.List;
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
    void whereAllAreErasedItIsTheFirst() {
        Message other = SECOND.toBuilder().setErasedAt(8).build();

        assertThat(OriginalOf.preferred(List.of(ERASED, other).iterator())).contains(ERASED);
        assertThat(OriginalOf.preferred(List.<Message>of().iterator())).isEmpty();
    }
}
