// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import java.util.HashMap;
import java.util.Map;

/** Requests of operators that are being answered: a few, and fewer of one address. Who enters must leave. */
final class Scrapes {

    private static final int AT_ONCE = 16;
    private static final int OF_ONE_ADDRESS = 2;

    private final Map<Long, Integer> byAddress = new HashMap<>();
    private int all;

    /** @return false when there are too many; then it has not entered */
    synchronized boolean enter(Address address) {
        int ofAddress = byAddress.getOrDefault(address.key(), 0);
        if (all >= AT_ONCE || ofAddress >= OF_ONE_ADDRESS) {
            return false;
        }
        all++;
        byAddress.put(address.key(), ofAddress + 1);
        return true;
    }

    synchronized void leave(Address address) {
        all--;
        byAddress.computeIfPresent(address.key(), (key, count) -> count == 1 ? null : count - 1);
    }

    synchronized int addresses() {
        return byAddress.size();
    }
}
