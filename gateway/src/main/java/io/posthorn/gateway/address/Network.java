// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.address;

import java.util.Arrays;

/**
 * Addresses that begin alike.
 *
 * @param bits how many leading bits are the network's
 */
record Network(Address first, int bits) {

    /** @param cidr an address, alone or with a slash and the number of bits */
    static Network of(String cidr) {
        String[] parts = cidr.split("/", 2);
        Address address = Address.parse(parts[0]).orElseThrow(() -> notANetwork(cidr));
        int most = address.ip().getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? most : bits(parts[1], cidr);
        if (bits > most) {
            throw notANetwork(cidr);
        }
        return new Network(address, bits);
    }

    private static int bits(String text, String cidr) {
        if (!text.matches("\\d{1,3}")) {
            throw notANetwork(cidr);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException notANetwork(String cidr) {
        return new IllegalArgumentException("posthorn.gateway.proxies.trusted has " + cidr
                + ", allowed: addresses and networks, as in 10.0.0.0/8 or 2001:db8::1");
    }

    boolean contains(Address address) {
        byte[] ours = first.ip().getAddress();
        byte[] theirs = address.ip().getAddress();
        int whole = bits / Byte.SIZE;
        return ours.length == theirs.length
                && Arrays.equals(ours, 0, whole, theirs, 0, whole)
                && (bits % Byte.SIZE == 0 || (ours[whole] ^ theirs[whole]) >>> (Byte.SIZE - bits % Byte.SIZE) == 0);
    }
}
