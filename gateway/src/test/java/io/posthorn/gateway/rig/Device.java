// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A device that speaks JSON and keeps all it is told. */
public final class Device implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private volatile int closeCode;
    private volatile long closedAt;
    private volatile int pings;
    private @Nullable WebSocket socket;

    private Device() {}

    /** Shakes hands and says nothing. */
    public static Device open(int port, String token) {
        Device device = new Device();
        device.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols(Subprotocol.JSON.id())
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), device)
                .join();
        return device;
    }

    /** Says hello and is welcome. */
    public static Device connect(int port, String token, String name) {
        Device device = open(port, token);
        device.say("{'type':'hello','device':'" + name + "'}");
        device.awaitFrames(1);
        return device;
    }

    /** @param json with single quotes for double ones */
    public void say(String json) {
        socket().sendText(json.replace('\'', '"'), true).join();
    }

    /** Unless the other side has closed in this moment. */
    public void sayIfOpen(String json) {
        socket().sendText(json.replace('\'', '"'), true).exceptionally(closed -> socket());
    }

    public List<ServerFrame> frames() {
        return frames;
    }

    public Welcome welcome() {
        assertThat(frames.get(0).hasWelcome()).isTrue();
        return frames.get(0).getWelcome();
    }

    public ServerFrame last() {
        return frames.get(frames.size() - 1);
    }

    public List<String> messageIds() {
        return frames.stream()
                .filter(ServerFrame::hasMessage)
                .map(frame -> frame.getMessage().getId())
                .toList();
    }

    public void awaitFrames(int count) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(frames).hasSizeGreaterThanOrEqualTo(count));
    }

    /** 0 while open. */
    public int closeCode() {
        return closeCode;
    }

    public int awaitClosed() {
        await().pollInterval(Duration.ofMillis(10)).until(() -> closeCode != 0);
        return closeCode;
    }

    /** In nanoseconds; once it has been closed. */
    public long closedAt() {
        return closedAt;
    }

    public int pings() {
        return pings;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add(decoded(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, java.nio.ByteBuffer message) {
        pings++;
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closedAt = System.nanoTime();
        closeCode = statusCode;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode = 1006;
    }

    @Override
    public void close() {
        if (closeCode == 0) {
            socket().sendClose(WebSocket.NORMAL_CLOSURE, "");
        }
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    private static ServerFrame decoded(String json) {
        try {
            return Subprotocol.JSON.decodeServerFrame(json.getBytes(StandardCharsets.UTF_8));
        } catch (BadFrameException e) {
            throw new AssertionError(json, e);
        }
    }
}
