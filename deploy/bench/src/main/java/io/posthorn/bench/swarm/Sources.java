// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * From which loopback address each connection comes: one after the other, and the first one again. One address has about
 * 28,000 ports for connections, and a gateway bounds how many, and how many in a second, come from one.
 *
 * @param network which of 127.0.0.0 to 127.0.254.0: each process has its own
 * @param addresses of it
 */
record Sources(int network, int addresses) {

    private static final int FIRST_HOST = 2;
    private static final int MOST = 250;

    Sources {
        if (network < 0 || network > 254 || addresses < 1 || addresses > MOST) {
            throw new IllegalArgumentException("network is %d and addresses are %d, allowed: 0 to 254 and 1 to %d"
                    .formatted(network, addresses, MOST));
        }
    }

    /** @param connection counted from 0 */
    InetAddress of(int connection) {
        byte[] address = {127, 0, (byte) network, (byte) (FIRST_HOST + connection % addresses)};
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
