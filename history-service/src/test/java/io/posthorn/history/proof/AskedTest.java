// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static final String CURSOR = Cursor.encode(Positions.of(2, 17, 1_000), UserHash.of("user-1"));

    @Test
    void aPlaceIsSaidByCursorOrByNumbers() {
        assertThat(Asked.of("user-1", CURSOR, null, null, null))
                .isEqualTo(new Asked("user-1", 2, 17, Optional.empty()));
        assertThat(Asked.of(null, CURSOR, null, null, "9")).isEqualTo(new Asked("", 2, 17, Optional.of(9L)));
        assertThat(Asked.of(null, null, "0", "23", null)).isEqualTo(new Asked("", 0, 23, Optional.empty()));
    }

    @Test
    void whatIsAskedIsOnRecordWithoutTheCursor() {
        assertThat(Asked.of("user-1", CURSOR, null, null, "9").describe(3)).isEqualTo("proof of 2:17 in tree 3 size=9");
    }

    @Test
    void aUsersMessagesStandOnOnePartition() {
        int own = UserPartitioner.partition("user-1", 4);

        assertThat(Asked.of("user-1", CURSOR, null, null, null).mayStandOn(own, 4))
                .isTrue();
        assertThat(Asked.of("user-1", CURSOR, null, null, null).mayStandOn((own + 1) % 4, 4))
                .isFalse();
        assertThat(Asked.of(null, CURSOR, null, null, null).mayStandOn((own + 1) % 4, 4))
                .isTrue();
    }

    @Test
    void anythingElseIsRefused() {
        refused(() -> Asked.of(null, null, null, null, null), "say either cursor, or era and offset");
        refused(() -> Asked.of(null, CURSOR, "1", null, null), "say either cursor, or era and offset");
        refused(() -> Asked.of(null, null, "1", null, null), "offset is missing");
        refused(() -> Asked.of(null, null, null, "1", null), "era is missing");
        refused(() -> Asked.of(null, null, "65536", "1", null), "era must be at most 65535");
        refused(() -> Asked.of(null, null, "1", "-1", null), "offset must be a number from 0");
        refused(() -> Asked.of(null, null, "1", "9223372036854775808", null), "offset must be a number from 0");
        refused(() -> Asked.of("user-2", CURSOR, null, null, null), "cursor is not of this user");
        refused(() -> Asked.of("", CURSOR, null, null, null), "user must be a user's id");
        refused(() -> Asked.of(null, "no cursor", null, null, null), "cursor is not one");
        refused(() -> Asked.of(null, CURSOR, null, null, "1e3"), "size must be a number from 0");
    }

    @Test
    void aPartitionIsOneOfThoseThatAre() {
        assertThat(Parameters.partition("3", 4)).isEqualTo(3);
        for (String bad : new String[] {"4", "-1", "03", "x", "", "99999999999999999999"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> Parameters.partition(bad, 4))
                    .matches(problem -> problem.type() == ProblemType.NOT_FOUND);
        }
    }

    private static void refused(ThrowingCallable asking, String why) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(asking)
                .withMessageContaining(why)
                .matches(problem -> problem.type() == ProblemType.BAD_PARAMETER);
    }
}
