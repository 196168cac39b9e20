// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The proxies whose word is taken on where a request comes from.
 *
 * <p>Each proxy adds the address that it was reached from at the end of its header, so the end is what our own proxies wrote
 * and the beginning is what anybody may have written. It is read from the end, as far as the proxies are ours.
 */
public record TrustedProxies(List<Network> networks, Header header) {

    /** The one that the proxies write. The other one comes from the client and is not looked at. */
    public enum Header {
        X_FORWARDED_FOR("X-Forwarded-For"),
        FORWARDED("Forwarded");

        private final String title;

        Header(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    static TrustedProxies of(List<String> networks, Header header) {
        return new TrustedProxies(networks.stream().map(Network::of).toList(), header);
    }

    public boolean contains(Address address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /**
     * @param peer of the TCP connection
     * @param values of the header, in the order of the request
     * @return the nearest address that is none of our proxies; where that is hidden or cannot be read, the last proxy known
     */
    public Address clientOf(Address peer, List<String> values) {
        Address nearest = peer;
        for (String hop : fromTheEnd(values)) {
            if (!contains(nearest)) {
                return nearest;
            }
            Optional<Address> next = Address.parse(addressIn(hop));
            if (next.isEmpty()) {
                return nearest;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /** Commas divide, quotes or not: a client's open quote must not swallow what a proxy has added. */
    private static List<String> fromTheEnd(List<String> values) {
        List<String> hops = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .collect(Collectors.toList());
        Collections.reverse(hops);
        return hops;
    }

    private String addressIn(String hop) {
        return header == Header.X_FORWARDED_FOR
                ? hop
                : Arrays.stream(hop.split(";"))
                        .map(String::trim)
                        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith("for="))
                        .map(pair -> pair.substring("for=".length()).replace("\"", ""))
                        .findFirst()
                        .orElse("");
    }
}
