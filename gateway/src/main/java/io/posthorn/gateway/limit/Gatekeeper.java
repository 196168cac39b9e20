// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import io.posthorn.gateway.address.Address;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says who is one too many, before anything has been spent on them. */
public final class Gatekeeper {

    private final HandshakeRates rates;
    private final Occupancy occupancy;
    private final BooleanSupplier behind;
    private final int longestWait;

    /** @param behind whether what has begun is more than can be done in time already */
    Gatekeeper(HandshakeRates rates, Occupancy occupancy, BooleanSupplier behind, LimitSettings settings) {
        this.rates = rates;
        this.occupancy = occupancy;
        this.behind = behind;
        this.longestWait = (int) settings.retryAfter().toSeconds();
    }

    /** Any request that costs something. */
    public @Nullable Limit refusalOfRequest(Address address) {
        return rates.take(address);
    }

    /** A scrape, or an order of an operator: whatever devices do, it gets through. */
    public @Nullable Limit refusalOfScrape(Address address) {
        return rates.takeScrape(address) ? null : Limit.SCRAPES;
    }

    /** Of a connection, before it is known whose it would be. */
    public @Nullable Limit refusalOfConnection(Address address) {
        return behind.getAsBoolean() ? Limit.EVENTS : occupancy.refusal(address.key());
    }

    /** Counts as a handshake of the user. */
    public @Nullable Limit refusalOfConnection(String user) {
        return rates.take(user) ? occupancy.refusal(user) : Limit.HANDSHAKES_PER_USER;
    }

    /** Drawn for each, so that those who are refused together do not come back together. */
    public int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(1, longestWait + 1);
    }
}
