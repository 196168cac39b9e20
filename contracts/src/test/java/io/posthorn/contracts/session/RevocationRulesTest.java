// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import static io.posthorn.contracts.session.RevocationRules.everyone;
import static io.posthorn.contracts.session.RevocationRules.key;
import static io.posthorn.contracts.session.RevocationRules.read;
import static io.posthorn.contracts.session.RevocationRules.session;
import static io.posthorn.contracts.session.RevocationRules.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.Revocation;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevocationRulesTest {

    @Test
    void whatIsWrittenIsRead() {
        for (Revocation revocation : new Revocation[] {
            session("user-1", "s", 5).build(),
            user("user-1", 5).build(),
            everyone(5).build()
        }) {
            assertThat(read(revocation.toByteArray())).hasValue(revocation);
        }
    }

    static Stream<Revocation.Builder> unsound() {
        return Stream.of(
                Revocation.newBuilder(),
                Revocation.newBuilder().setUntil(5),
                Revocation.newBuilder().setEveryone(false).setUntil(5),
                user("", 5),
                user("user 1", 5),
                session("", "s", 5),
                session("user-1", "", 5),
                session("user-1", "a b", 5),
                user("user-1", 0),
                user("user-1", -1),
                everyone(0),
                everyone(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void whatSaysNothingSoundIsNotRead(Revocation.Builder revocation) {
        assertThat(read(revocation.build().toByteArray())).isEmpty();
    }

    @Test
    void garbageIsNotRead() {
        assertThat(read(new byte[] {(byte) 0xFF, 1, 2})).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void compactionNeverReplacesAFurtherReachingOne() {
        assertThat(key(user("user-1", 5).build()))
                .isNotEqualTo(key(user("user-1", 4).build()));
        assertThat(key(everyone(5).build())).isNotEqualTo(key(everyone(4).build()));
    }

    @Test
    void compactionKeepsOneOfTheSame() {
        assertThat(key(session("user-1", "s", 5).setReason("a").build()))
                .isEqualTo(key(session("user-1", "s", 6).build()));
        assertThat(key(user("user-1", 5).setBy("a").build()))
                .isEqualTo(key(user("user-1", 5).build()));
    }

    @Test
    void noIdMakesTheKeyOfAnother() {
        assertThat(key(session("a/b", "c", 5).build()))
                .isNotEqualTo(key(session("a", "b/c", 5).build()));
        assertThat(key(session("user-1", "5", 5).build()))
                .isNotEqualTo(key(user("user-1", 5).build()));
    }

    @Test
    void nobodyHasNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> key(Revocation.getDefaultInstance()));
    }
}
