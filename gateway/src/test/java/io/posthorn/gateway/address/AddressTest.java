// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7:4711, 203.0.113.7",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
        "::1, 0:0:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "[fe80::1%eth0]:80, fe80:0:0:0:0:0:0:1",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void isReadWithOrWithoutAPort(String text, String address) {
        assertThat(Address.parse(text)).map(Address::toString).contains(address);
    }

    /** Names in particular: nobody may make the gateway ask a name server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4.5",
                "1.2.3.4 ",
                "1.2.3.4:port",
                "1.2.3.4:123456",
                "2001:db8::1::2",
                "2001:db8",
                "[2001:db8::1",
                "[]:80",
                ".:",
                "face",
                "1.2.3.4\n5.6.7.8",
                "١.٢.٣.٤"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void anIpv4AddressCountsForItself() {
        assertThat(key("203.0.113.7")).isEqualTo(key("203.0.113.7:1")).isNotEqualTo(key("203.0.113.8"));
        assertThat(key("255.255.255.255")).isPositive();
    }

    @Test
    void anIpv6NetworkOf64BitsCountsTogether() {
        assertThat(key("2001:db8:1:2::1"))
                .isEqualTo(key("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(key("2001:db8:1:3::1"));
    }

    private static long key(String text) {
        return Address.parse(text).orElseThrow().key();
    }
}
