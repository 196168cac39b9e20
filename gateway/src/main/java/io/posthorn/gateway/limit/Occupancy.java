// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many connections there are, of whom and from where. Who enters must leave; nothing is kept of who has none. */
public final class Occupancy {

    private final LimitSettings settings;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byUser = new ConcurrentHashMap<>();
    private final Map<Long, Integer> byAddress = new ConcurrentHashMap<>();

    public Occupancy(LimitSettings settings) {
        this.settings = settings;
    }

    /** Before anything is known but the address. */
    public @Nullable Limit refusal(long address) {
        if (all.get() >= settings.connections()) {
            return Limit.CONNECTIONS;
        }
        return byAddress.getOrDefault(address, 0) >= settings.connectionsPerAddress()
                ? Limit.CONNECTIONS_PER_ADDRESS
                : null;
    }

    public @Nullable Limit refusal(String user) {
        return byUser.getOrDefault(user, 0) >= settings.connectionsPerUser() ? Limit.CONNECTIONS_PER_USER : null;
    }

    /** @return the limit that is exceeded by this one, which counts all the same: several may have come at once */
    public @Nullable Limit enter(String user, long address) {
        int inAll = all.incrementAndGet();
        int ofUser = byUser.merge(user, 1, Integer::sum);
        int fromAddress = byAddress.merge(address, 1, Integer::sum);
        if (inAll > settings.connections()) {
            return Limit.CONNECTIONS;
        }
        if (fromAddress > settings.connectionsPerAddress()) {
            return Limit.CONNECTIONS_PER_ADDRESS;
        }
        return ofUser > settings.connectionsPerUser() ? Limit.CONNECTIONS_PER_USER : null;
    }

    public void leave(String user, long address) {
        all.decrementAndGet();
        byUser.computeIfPresent(user, Occupancy::oneLess);
        byAddress.computeIfPresent(address, Occupancy::oneLess);
    }

    private static <K> @Nullable Integer oneLess(K key, Integer count) {
        return count == 1 ? null : count - 1;
    }

    public int connections() {
        return all.get();
    }

    public int users() {
        return byUser.size();
    }

    public int addresses() {
        return byAddress.size();
    }

    /** By how many the counts are off from the number of connections that there are; walks through all. */
    public int excess(int connections) {
        return Math.abs(all.get() - connections)
                + Math.abs(sum(byUser) - connections)
                + Math.abs(sum(byAddress) - connections);
    }

    private static int sum(Map<?, Integer> counts) {
        int sum = 0;
        for (int count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
