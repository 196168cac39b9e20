// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Session;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionRulesTest {

    @Test
    void aSignOfLifeMovesItsEnd() {
        assertThat(SessionRules.endsAt(sound().setActiveAt(1_000).build())).isEqualTo(1_100);
        assertThat(SessionRules.endsAt(sound().setActiveAt(1_050).build())).isEqualTo(1_150);
    }

    @Test
    void nothingMovesItBeyondItsLatest() {
        assertThat(SessionRules.endsAt(sound().setActiveAt(1_950).build())).isEqualTo(2_000);
        assertThat(SessionRules.endsAt(sound().setActiveAt(9_999).build())).isEqualTo(2_000);
    }

    @Test
    void whatIsWrittenIsRead() {
        Session session = sound().build();

        assertThat(SessionRules.read(SessionRules.key("s"), session.toByteArray()))
                .hasValue(session);
    }

    static Stream<Session.Builder> unsound() {
        return Stream.of(
                Session.newBuilder(),
                sound().setSession("another"),
                sound().clearUser(),
                sound().setUser("user 1"),
                sound().setIdle(0),
                sound().clearEndsAt());
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void whatIsNoSessionIsNotRead(Session.Builder session) {
        assertThat(SessionRules.read(SessionRules.key("s"), session.build().toByteArray()))
                .isEmpty();
    }

    @Test
    void garbageIsNotRead() {
        assertThat(SessionRules.read(SessionRules.key("s"), new byte[] {(byte) 0xFF}))
                .isEmpty();
        assertThat(SessionRules.read(SessionRules.key(""), new byte[0])).isEmpty();
    }

    private static Session.Builder sound() {
        return Session.newBuilder()
                .setSession("s")
                .setUser("user-1")
                .setActiveAt(1_000)
                .setIdle(100)
                .setEndsAt(2_000);
    }
}
