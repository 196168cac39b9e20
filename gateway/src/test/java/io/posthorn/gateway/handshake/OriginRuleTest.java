// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRuleTest {

    private static final String APP = "https://app.example.org";

    @Test
    void aTokenNeedsNoPage() {
        assertThat(allows(false, true)).isTrue();
        assertThat(allows(false, false)).isTrue();
    }

    @Test
    void aCookieMayLookWithoutAPageAndNothingElse() {
        assertThat(allows(true, false)).isTrue();
        assertThat(allows(true, true)).isFalse();
    }

    @Test
    void anAllowedPageMayAsk() {
        assertThat(allows(true, true, APP)).isTrue();
        assertThat(allows(false, true, APP)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "http://app.example.org", "null", "", APP + ":8443", APP + "/"})
    void noOtherPageMay(String origin) {
        assertThat(allows(true, true, origin)).isFalse();
        assertThat(allows(true, false, origin)).isFalse();
        assertThat(allows(false, true, origin)).isFalse();
        assertThat(allows(false, false, origin)).isFalse();
    }

    @Test
    void twoPagesAreNone() {
        assertThat(allows(true, true, APP, "https://evil.example.org")).isFalse();
        assertThat(allows(true, true, APP, APP)).isFalse();
    }

    private static boolean allows(boolean byCookie, boolean changes, String... origins) {
        return OriginRule.allows(List.of(origins), List.of(APP), byCookie, changes);
    }
}
