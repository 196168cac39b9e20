// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Says who is one too many, before anything has been spent on them. */
public final class Gatekeeper {

    private final HandshakeRates rates;
    private final Occupancy occupancy;
    private final int longestWait;

    Gatekeeper(HandshakeRates rates, Occupancy occupancy, LimitSettings settings) {
        this.rates = rates;
        this.occupancy = occupancy;
        this.longestWait = (int) settings.retryAfter().toSeconds();
    }

    /** Any request that costs something. */
    public @Nullable Limit refusalOfRequest(Address address) {
        return rates.take(address);
    }

    /** Of a connection, before it is known whose it would be. */
    public @Nullable Limit refusalOfConnection(Address address) {
        return occupancy.refusal(address.key());
    }

    public @Nullable Limit refusalOfConnection(String user) {
        return occupancy.refusal(user);
    }

    /** Drawn for each, so that those who are refused together do not come back together. */
    public int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(1, longestWait + 1);
    }
}
