// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewSessionTest {

    private static final long NOW = 1_000_000;
    private static final SessionSettings SETTINGS = new SessionSettings(
            Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofMillis(250), 16);
    private static final Identity IDENTITY = new Identity(
            new Bearer("user-1", "sid-1", Instant.ofEpochMilli(900_000), Instant.ofEpochMilli(2_000_000)),
            "User One",
            List.of("clerk"),
            List.of("device"));

    private final Session session = NewSession.of("s", IDENTITY, "Browser/42.0", NOW, SETTINGS);

    @Test
    void isWhatGatewaysRead() {
        assertThat(SessionRules.read(SessionRules.key("s"), session.toByteArray()))
                .hasValue(session);
    }

    @Test
    void endsByItsOwnRulesAndNotWithItsToken() {
        assertThat(SessionRules.endsAt(session))
                .isEqualTo(NOW + Duration.ofMinutes(30).toMillis());
        assertThat(session.getEndsAt()).isEqualTo(NOW + Duration.ofHours(12).toMillis());
    }

    @Test
    void remembersTheTokenThatCanMakeItVoid() {
        assertThat(session.getTokenSession()).isEqualTo("sid-1");
        assertThat(session.getTokenIssuedAt()).isEqualTo(900_000);
    }

    /** Or a revocation of all that was issued up to now would not reach it. */
    @Test
    void beganNoLaterThanNowWhateverTheClockOfTheIssuer() {
        var ahead = new Identity(
                new Bearer("user-1", "", Instant.ofEpochMilli(NOW + 30_000), Instant.ofEpochMilli(2_000_000)),
                "",
                List.of(),
                List.of("device"));

        assertThat(NewSession.of("s", ahead, "", NOW, SETTINGS).getTokenIssuedAt())
                .isEqualTo(NOW);
    }

    @Test
    void hasTheRolesAndScopesOfTheToken() {
        assertThat(session.getRolesList()).containsExactly("clerk");
        assertThat(session.getScopesList()).containsExactly("device");
        assertThat(session.getDisplayName()).isEqualTo("User One");
    }

    @Test
    void aBrowserMayCallItselfAnything() {
        assertThat(NewSession.shortened("a\r\nSet-Cookie: b\u0000\u202Ec")).isEqualTo("aSet-Cookie: bc");
        assertThat(NewSession.shortened("\uD800x")).isEqualTo("x");
        assertThat(NewSession.shortened("💡".repeat(500))).isEqualTo("💡".repeat(200));
        assertThat(NewSession.shortened("")).isEmpty();
    }
}
