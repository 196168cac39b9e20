// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.ReconnectPolicy;
import io.posthorn.client.socket.SharedHttp;
import io.posthorn.client.socket.Socket;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.contracts.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client is to be. Everything but the token and the device has a default. */
public final class ClientBuilder {

    private static final int MAX_FRAME_BYTES = 2 * Limits.NOTIFICATION_BYTES;
    private static final Duration PROBE_AFTER = Duration.ofSeconds(3);

    private final URI uri;
    private final Map<String, String> headers = new HashMap<>();
    private final Hello.Builder hello = Hello.newBuilder();
    private boolean saysHello = true;
    private @Nullable Supplier<String> token;
    private Endpoint.TokenPlace tokenPlace = Endpoint.TokenPlace.AUTHORIZATION_HEADER;
    private Subprotocol subprotocol = Subprotocol.JSON;
    private @Nullable String resume;
    private DeviceListener listener = new DeviceListener() {};
    private AckPolicy acks = AckPolicy.EACH;
    private ReconnectPolicy reconnecting = ReconnectPolicy.DEFAULT;
    private int maxFrameBytes = MAX_FRAME_BYTES;
    private Duration probeAfter = PROBE_AFTER;
    private @Nullable HttpClient http;

    ClientBuilder(URI uri) {
        if (!"ws".equals(uri.getScheme()) && !"wss".equals(uri.getScheme())) {
            throw new IllegalArgumentException("gateway is " + uri + ", allowed: ws://… or wss://…");
        }
        this.uri = uri;
    }

    /**
     * Asked before each handshake and when the gateway wants a new one. It may block, but must not use the
     * {@code HttpClient} that this client uses.
     */
    public ClientBuilder token(Supplier<String> supplier) {
        token = supplier;
        return this;
    }

    /** The token goes where browsers put theirs, not into a header. */
    public ClientBuilder tokenInSubprotocol() {
        tokenPlace = Endpoint.TokenPlace.SUBPROTOCOL;
        return this;
    }

    /** Of the handshake: a cookie, an origin. */
    public ClientBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ClientBuilder device(String id) {
        if (!Limits.isId(id)) {
            throw new IllegalArgumentException(
                    "device is '" + id + "', allowed: 1 to 128 printable characters without space");
        }
        hello.setDevice(id);
        return this;
    }

    public ClientBuilder subprotocol(Subprotocol encoding) {
        subprotocol = encoding;
        return this;
    }

    /**
     * For the first connection: a cursor, {@code earliest} or {@code latest}; null, the default: the server's cursor of
     * this device. Later connections resume where the client stopped.
     */
    public ClientBuilder resume(@Nullable String from) {
        resume = from;
        return this;
    }

    /** Messages in flight without an acknowledgement. */
    public ClientBuilder window(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("window is " + messages + ", allowed: 1 or more");
        }
        hello.setWindow(messages);
        return this;
    }

    public ClientBuilder attributes(Map<String, String> attributes) {
        hello.clearAttributes().putAllAttributes(attributes);
        return this;
    }

    /** Asks for {@code ping} frames besides WebSocket pings; the client answers both by itself. */
    public ClientBuilder pings(boolean wanted) {
        hello.setPings(wanted);
        return this;
    }

    /** The client says nothing of its own when the socket opens: for tests of gateways. */
    public ClientBuilder withoutHello() {
        saysHello = false;
        return this;
    }

    public ClientBuilder listener(DeviceListener calls) {
        listener = calls;
        return this;
    }

    public ClientBuilder ack(AckPolicy policy) {
        acks = policy;
        return this;
    }

    public ClientBuilder reconnect(boolean comesBack) {
        reconnecting = new ReconnectPolicy(comesBack, reconnecting.base(), reconnecting.cap());
        return this;
    }

    /** Bounds of the pauses before it comes back: the first, and the one that is never passed. */
    public ClientBuilder backoff(Duration base, Duration cap) {
        reconnecting = new ReconnectPolicy(reconnecting.comesBack(), base, cap);
        return this;
    }

    public ClientBuilder maxFrameBytes(int bytes) {
        maxFrameBytes = bytes;
        return this;
    }

    /**
     * When the gateway has been quiet for this long after a frame it is sent a WebSocket ping, and has as long again to
     * answer. Bounds how late the client notices the death of a gateway; 3 s by default.
     */
    public ClientBuilder probeAfter(Duration quiet) {
        probeAfter = quiet;
        return this;
    }

    /** Its executor calls the listener. The default is one for all clients of the JVM, with few threads. */
    public ClientBuilder http(HttpClient client) {
        http = client;
        return this;
    }

    /** Returns at once; see {@link PosthornClient#live}. */
    public PosthornClient connect() {
        if (saysHello && hello.getDevice().isEmpty()) {
            throw new IllegalArgumentException("device is missing");
        }
        Endpoint endpoint = new Endpoint(
                uri, http == null ? SharedHttp.ofThisJvm() : http, subprotocol, token, tokenPlace, Map.copyOf(headers));
        Options options = new Options(
                endpoint,
                saysHello ? hello.build() : null,
                listener,
                acks,
                reconnecting,
                new Socket.Limits(maxFrameBytes, probeAfter));
        return PosthornClient.start(options, resume);
    }
}
