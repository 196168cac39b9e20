// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.address.Address;
import io.posthorn.gateway.address.TrustedProxies;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.limit.LimitMetrics;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the door: how many TCP connections that are no WebSocket yet there may be, and how long they may take for a request.
 *
 * <p>Jetty's idle timeout begins anew with each byte, so a request that comes a byte at a time would never end. Who is one too
 * many, or too slow, is cut without a word: to write one would cost as much as to let them in.
 */
public final class Newcomers implements Connection.Listener {

    private static final Logger log = LoggerFactory.getLogger(Newcomers.class);
    private static final long COMPLAIN_MILLIS = 60_000;

    private final NewcomerSettings settings;
    private final TrustedProxies proxies;
    private final MonotonicClock clock;
    private final LimitMetrics metrics;
    private final IntSupplier files;
    private final AtomicLong complainedAt;
    private final Map<Connection, Newcomer> here = new ConcurrentHashMap<>();
    private final Map<Long, Integer> byAddress = new ConcurrentHashMap<>();

    /** @param files that the process may have besides the sockets of its WebSockets */
    Newcomers(
            NewcomerSettings settings,
            TrustedProxies proxies,
            MonotonicClock clock,
            LimitMetrics metrics,
            IntSupplier files) {
        this.settings = settings;
        this.proxies = proxies;
        this.clock = clock;
        this.metrics = metrics;
        this.files = files;
        this.complainedAt = new AtomicLong(clock.millis() - COMPLAIN_MILLIS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (isNewcomer(connection)) {
            Limit beyond = enter(connection, addressOf(connection.getEndPoint()));
            if (beyond != null) {
                cut(connection, beyond);
            }
        }
    }

    /** Below HTTP there may be TLS; above it a WebSocket begins. */
    private static boolean isNewcomer(Connection connection) {
        return !(connection instanceof SslConnection) && !(connection instanceof WebSocketConnection);
    }

    private @Nullable Limit enter(Connection connection, Address address) {
        boolean counted = !proxies.contains(address);
        here.put(connection, new Newcomer(address, counted, 0, clock.millis()));
        int fromAddress = counted ? byAddress.merge(address.key(), 1, Integer::sum) : 0;
        if (files.getAsInt() - here.size() < settings.freeFiles()) {
            return Limit.FILES;
        }
        if (here.size() > settings.connections()) {
            return Limit.UNFINISHED;
        }
        return fromAddress > settings.perAddress() ? Limit.UNFINISHED_PER_ADDRESS : null;
    }

    /** Its connection has become a WebSocket, or has ended. */
    @Override
    public void onClosed(Connection connection) {
        Newcomer gone = here.remove(connection);
        if (gone != null && gone.counted()) {
            byAddress.computeIfPresent(gone.address().key(), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Cuts who is late; to be called often. */
    public void sweep() {
        long now = clock.millis();
        here.forEach((connection, before) -> {
            Newcomer seen = before.seen(connection.getMessagesIn(), now);
            if (seen.isLate(now, settings.timeout().toMillis())) {
                cut(connection, Limit.REQUEST_TIME);
            } else if (seen != before) {
                here.replace(connection, before, seen);
            }
        });
    }

    private void cut(Connection connection, Limit why) {
        metrics.exceeded(why);
        complain(why);
        connection.getEndPoint().close();
    }

    /** Nothing else tells why decent clients are cut as well. */
    private void complain(Limit why) {
        long last = complainedAt.get();
        long now = clock.millis();
        if ((why == Limit.FILES || why == Limit.UNFINISHED)
                && now - last >= COMPLAIN_MILLIS
                && complainedAt.compareAndSet(last, now)) {
            log.warn(
                    "Connections are cut as they come, by limit {}: {} have made no request yet, and {} files are left."
                            + " Is this a flood, or are posthorn.gateway.newcomers.* and ulimit -n too small?",
                    why.title(),
                    here.size(),
                    files.getAsInt() - here.size());
        }
    }

    int count() {
        return here.size();
    }

    /** Addresses with a newcomer. */
    int addresses() {
        return byAddress.size();
    }

    private static Address addressOf(EndPoint endPoint) {
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? new Address(inet.getAddress())
                : Address.UNKNOWN;
    }
}
