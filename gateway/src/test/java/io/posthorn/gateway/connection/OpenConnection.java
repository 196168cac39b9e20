// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.deadline.DeadlineSettings;
import io.posthorn.gateway.frame.StreamFrame;
import io.posthorn.gateway.limit.LimitSettings;
import io.posthorn.gateway.limit.Occupancy;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.TokenRenewal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/** A connection that a socket has opened, a device that speaks on it, and a delivery service that writes to it. */
abstract class OpenConnection {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final String USER = "user-1";
    static final int HASH = UserHash.of(USER);

    static final long ADDRESS = 1;
    /** Three connections, two for each user; ten frames a second, twenty at once. */
    static final LimitSettings LIMITS = new LimitSettings(3, 2, 3, 10, 10, 10, 10, 20, Duration.ofSeconds(10));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RecordingLog log = new RecordingLog();
    final RecordingSocket socket = new RecordingSocket();
    long now = 1_000_000;
    String revoked = "none";

    final Surroundings around = new Surroundings(
            "gateway-1",
            new DeadlineSettings(
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500)),
            () -> now,
            () -> START.plusMillis(now - 1_000_000),
            log,
            new TokenRenewal(this::decode, Runnable::run),
            LIMITS.frames(),
            new ConnectionMetrics(meters),
            () -> 1_234);
    final Occupancy occupancy = new Occupancy(LIMITS);
    final Connections connections =
            new Connections(around, occupancy, (user, session, issuedAt) -> session.equals(revoked), meters);
    DeviceConnection connection;

    @BeforeEach
    void open() {
        connections.accept(7);
        connection = connections.connect(arrival(USER, ""));
        connection.opened(socket);
    }

    static Arrival arrival(String user, String session) {
        return new Arrival(new Bearer(user, session, START, START.plusSeconds(3_600)), Subprotocol.JSON, ADDRESS, "");
    }

    void hello() {
        said("{'type':'hello','device':'phone'}");
    }

    void resumedAt(long offset) {
        hello();
        connection.resume(resumption(offset));
    }

    static Resumption resumption(long offset) {
        return Resumption.newBuilder()
                .setRecovered(Recovered.RECOVERED_FULL)
                .setCursor(at(offset))
                .build();
    }

    void write(long offset, long prev) {
        connection.write(
                StreamFrame.of(Delivery.newBuilder()
                        .setPosition(at(offset))
                        .setMessage(Notification.newBuilder().setId("n-" + offset))
                        .build()),
                at(prev));
    }

    void ack(long offset) {
        said("{'type':'ack','cursor':'" + cursor(offset) + "'}");
    }

    void said(String json) {
        connection.received(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    DisconnectCause cause() {
        return log.last().getDisconnected().getCause();
    }

    static String cursor(long offset) {
        return Cursor.encode(at(offset), HASH);
    }

    static Position at(long offset) {
        return Positions.of(1, offset, 1_000 + offset);
    }

    /** A token is its user's name and good for an hour from now. */
    Jwt decode(String token) {
        if (token.equals("bad")) {
            throw new BadJwtException("bad");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .claim("scope", "device")
                .expiresAt(around.wallClock().instant().plusSeconds(3_600))
                .build();
    }
}
