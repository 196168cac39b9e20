// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.wire.Subprotocol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final List<String> ALLOWED = List.of("https://app.example.org");
    private static final Optional<Subprotocol> JSON = Optional.of(Subprotocol.JSON);

    @Test
    void aClientThatIsNoBrowserNamesNoOrigin() {
        assertThat(Admission.of(null, ALLOWED, JSON, true)).isEqualTo(new Admission.Admitted(Subprotocol.JSON));
    }

    @Test
    void aListedOriginIsAdmitted() {
        assertThat(Admission.of("https://app.example.org", ALLOWED, JSON, true)).isInstanceOf(Admission.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.org",
                "null",
                ""
            })
    void anyOtherOriginIsForbidden(String origin) {
        assertThat(status(origin, JSON, true)).isEqualTo(403);
    }

    @Test
    void withoutASubprotocolThereIsNoLanguageToSpeak() {
        assertThat(status(null, Optional.empty(), true)).isEqualTo(400);
    }

    @Test
    void withoutALeaseNobodyIsAdmitted() {
        assertThat(status(null, JSON, false)).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example.org", "app.example.org", "https://app.example.org/"})
    void theListHoldsOriginsAndNothingElse(String origin) {
        assertThatThrownBy(() -> new HandshakeSettings(List.of(origin), false)).hasMessageContaining(origin);
    }

    private static int status(@Nullable String origin, Optional<Subprotocol> protocol, boolean accepting) {
        return ((Admission.Refused) Admission.of(origin, ALLOWED, protocol, accepting)).status();
    }
}
