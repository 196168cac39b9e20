// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.address.Address;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten handshakes a second, five of them from one address, three of one user; twice as many at once. */
class HandshakeRatesTest {

    private static final long SECOND = 1_000_000_000;
    private static final LimitSettings SETTINGS = new LimitSettings(1, 1, 1, 10, 5, 3, 1, 1, Duration.ofSeconds(1));

    /** As {@code System.nanoTime} may begin. */
    private long nanos = Long.MIN_VALUE / 2;

    private final HandshakeRates rates = new HandshakeRates(SETTINGS, () -> nanos);

    @Test
    void anAddressHasItsShareAndNoMore() {
        assertThat(admitted("203.0.113.7", 100)).isEqualTo(10);
        assertThat(rates.take(address("203.0.113.7"))).isEqualTo(Limit.HANDSHAKES_PER_ADDRESS);

        nanos += SECOND;

        assertThat(admitted("203.0.113.7", 100)).isEqualTo(5);
    }

    @Test
    void oneThatFloodsTakesNothingFromTheOthers() {
        admitted("203.0.113.7", 10_000);

        assertThat(admitted("198.51.100.1", 100)).isEqualTo(10);
    }

    @Test
    void allTogetherHaveTheGatewaysShare() {
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += admitted("203.0.113." + i, 1);
        }

        assertThat(admitted).isEqualTo(20);
        assertThat(rates.take(address("198.51.100.1"))).isEqualTo(Limit.HANDSHAKES);
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        int admitted = 0;
        for (int i = 0; i < 200; i++) {
            admitted += admitted("2001:db8::" + Integer.toHexString(i), 1);
        }

        assertThat(admitted).isEqualTo(10);
    }

    @Test
    void aUserWhoComesBackWithoutAPauseIsOneTooMany() {
        assertThat(of("user-1", 1_000)).isEqualTo(6);
        assertThat(of("user-2", 1_000)).isEqualTo(6);

        nanos += SECOND;

        assertThat(of("user-1", 1_000)).isEqualTo(3);
    }

    /** Their strings have one hash code. */
    @Test
    void nobodyEmptiesAnothersBucketByAName() {
        assertThat("AaAaAaAa".hashCode()).isEqualTo("BBBBBBBB".hashCode());
        of("AaAaAaAa", 1_000);

        assertThat(of("BBBBBBBB", 1_000)).isEqualTo(6);
    }

    @Test
    void whoeverScrapesGetsThroughWhateverDevicesDo() {
        for (int i = 0; i < 200; i++) {
            admitted("203.0.113." + i, 1);
        }
        assertThat(rates.take(address("198.51.100.1"))).isEqualTo(Limit.HANDSHAKES);

        assertThat(rates.takeScrape(address("198.51.100.2"))).isTrue();
    }

    @Test
    void whoeverScrapesCostsTheirAddressMore() {
        var many =
                new HandshakeRates(new LimitSettings(1, 1, 1, 1_000, 500, 1, 1, 1, Duration.ofSeconds(1)), () -> nanos);
        int scrapes = 0;
        while (many.takeScrape(address("203.0.113.7"))) {
            scrapes++;
        }

        assertThat(scrapes).isEqualTo(20);
        assertThat(many.take(address("203.0.113.7"))).isEqualTo(Limit.HANDSHAKES_PER_ADDRESS);
        assertThat(many.takeScrape(address("198.51.100.1"))).isTrue();
    }

    private int of(String user, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += rates.take(user) ? 1 : 0;
        }
        return admitted;
    }

    private int admitted(String address, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            if (rates.take(address(address)) == null) {
                admitted++;
            }
        }
        return admitted;
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
