// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.address.TrustedProxies.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";

    @Test
    void withoutProxiesAClientIsWhoConnects() {
        var nobody = TrustedProxies.of(List.of(), Header.X_FORWARDED_FOR);

        assertThat(nobody.clientOf(address("203.0.113.7"), List.of("198.51.100.1")))
                .hasToString("203.0.113.7");
    }

    @Test
    void whoIsNoProxyOfOursSaysNothingThatCounts() {
        assertThat(client("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void aProxySaysWhereItWasReachedFrom() {
        assertThat(client(PROXY, "203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(client(PROXY, "203.0.113.7:4711")).isEqualTo("203.0.113.7");
    }

    @Test
    void whatTheClientWroteBeforeIsNotLookedAt() {
        assertThat(client(PROXY, "198.51.100.1, 203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(client(PROXY, "10.0.0.9, 203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void severalProxiesOfOursAreWalkedThrough() {
        assertThat(client(PROXY, "198.51.100.1, 203.0.113.7, 10.0.0.2, 10.0.0.3"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void headersThatWereAddedCountAsOne() {
        assertThat(client(PROXY, "198.51.100.1", "203.0.113.7", "10.0.0.2")).isEqualTo("203.0.113.7");
    }

    @Test
    void behindProxiesOnlyTheFarthestOfThemIsTheClient() {
        assertThat(client(PROXY, "10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(client(PROXY)).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "198.51.100.1, ", "198.51.100.1, garbage"})
    void whereTheAddressIsHiddenTheProxyCounts(String header) {
        assertThat(client(PROXY, header)).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=203.0.113.7",
                "For=\"203.0.113.7:4711\";proto=https;by=10.0.0.1",
                "proto=https; for=203.0.113.7",
                "for=198.51.100.1, for=203.0.113.7, for=10.0.0.2",
                // An open quote of the client's does not swallow what the proxy has added.
                "for=\"198.51.100.1, for=203.0.113.7"
            })
    void theStandardHeaderIsReadLikewise(String header) {
        var standard = TrustedProxies.of(List.of("10.0.0.0/8"), Header.FORWARDED);

        assertThat(standard.clientOf(address(PROXY), List.of(header))).hasToString("203.0.113.7");
    }

    @Test
    void anIpv6AddressIsInQuotesAndBrackets() {
        var standard = TrustedProxies.of(List.of("2001:db8::1"), Header.FORWARDED);

        assertThat(standard.clientOf(address("2001:db8::1"), List.of("for=\"[2001:db8:1::2]:4711\"")))
                .hasToString("2001:db8:1:0:0:0:0:2");
    }

    private static String client(String peer, String... header) {
        return TrustedProxies.of(List.of("10.0.0.0/8"), Header.X_FORWARDED_FOR)
                .clientOf(address(peer), List.of(header))
                .toString();
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
