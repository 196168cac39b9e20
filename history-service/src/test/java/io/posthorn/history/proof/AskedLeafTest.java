// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AskedLeafTest {

    private static final String CURSOR = Cursor.encode(Positions.of(2, 17, 1_000), UserHash.of("user-1"));

    @Test
    void aPlaceIsSaidByCursorOrByNumbers() {
        assertThat(of("user", "user-1", "cursor", CURSOR)).isEqualTo(new AskedLeaf("user-1", 2, 17, Optional.empty()));
        assertThat(of("cursor", CURSOR, "size", "9")).isEqualTo(new AskedLeaf("", 2, 17, Optional.of(9L)));
        assertThat(of("era", "0", "offset", "23")).isEqualTo(new AskedLeaf("", 0, 23, Optional.empty()));
    }

    @Test
    void whatIsAskedIsOnRecordWithoutTheCursor() {
        assertThat(of("user", "user-1", "cursor", CURSOR, "size", "9").describe(3))
                .isEqualTo("proof of 2:17 in tree 3 size=9");
    }

    @Test
    void aUsersMessagesStandOnOnePartition() {
        int own = UserPartitioner.partition("user-1", 4);

        assertThat(of("user", "user-1", "cursor", CURSOR).mayStandOn(own, 4)).isTrue();
        assertThat(of("user", "user-1", "cursor", CURSOR).mayStandOn((own + 1) % 4, 4))
                .isFalse();
        assertThat(of("cursor", CURSOR).mayStandOn((own + 1) % 4, 4)).isTrue();
    }

    @Test
    void anythingElseIsRefused() {
        refused(() -> of(), "say either cursor, or era and offset");
        refused(() -> of("cursor", CURSOR, "era", "1"), "say either cursor, or era and offset");
        refused(() -> of("era", "1"), "offset is missing");
        refused(() -> of("offset", "1"), "era is missing");
        refused(() -> of("era", "65536", "offset", "1"), "era must be at most 65535");
        refused(() -> of("era", "1", "offset", "-1"), "offset must be a number from 0");
        refused(() -> of("era", "1", "offset", "9223372036854775808"), "offset must be a number from 0");
        refused(() -> of("user", "user-2", "cursor", CURSOR), "cursor is not of this user");
        refused(() -> of("user", "", "cursor", CURSOR), "user must have 1 to 128 characters");
        refused(() -> of("cursor", "no cursor"), "cursor is not one");
        refused(() -> of("cursor", CURSOR, "size", "1e3"), "size must be a number from 0");
    }

    @Test
    void aPartitionIsOneOfThoseThatAre() {
        assertThat(Proofs.partition("3", 4)).isEqualTo(3);
        for (String bad : new String[] {"4", "-1", "03", "x", "", "99999999999999999999"}) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> Proofs.partition(bad, 4))
                    .matches(problem -> problem.type() == ProblemType.NOT_FOUND);
        }
    }

    /** @param parameters name, value, … */
    private static AskedLeaf of(String... parameters) {
        return AskedLeaf.of(TestParameters.of(parameters));
    }

    private static void refused(ThrowingCallable asking, String why) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(asking)
                .withMessageContaining(why)
                .matches(problem -> problem.type() == ProblemType.BAD_PARAMETER);
    }
}
