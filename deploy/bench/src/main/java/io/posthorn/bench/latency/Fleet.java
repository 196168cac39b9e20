// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.stack.BenchStack;
import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.socket.SharedHttp;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All devices of all users, in this process. */
final class Fleet implements AutoCloseable {

    /** Hears every message of every device. */
    @FunctionalInterface
    interface Ear {

        void message(MessageFrame message, int user, int device, long arrivedAt);
    }

    private static final int AT_ONCE = 100;
    private static final int THREADS = 2;
    private static final Duration TO_BECOME_LIVE = Duration.ofSeconds(60);
    private static final Duration ACK_WITHIN = Duration.ofMillis(100);
    /** Probes would be traffic that a device with few messages does not have. */
    private static final Duration PROBE_AFTER = Duration.ofSeconds(30);

    private final HttpClient http = SharedHttp.create(THREADS);
    private final BenchStack stack;
    private final LatencyPlan.Audience audience;
    private final Ear ear;
    private final List<PosthornClient> clients = new ArrayList<>();
    private final Map<String, Long> troubles = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    private Fleet(BenchStack stack, LatencyPlan.Audience audience, Ear ear) {
        this.stack = stack;
        this.audience = audience;
        this.ear = ear;
    }

    /** Returns when the streams of all have begun. */
    static Fleet connect(BenchStack stack, LatencyPlan.Audience audience, Ear ear) throws InterruptedException {
        Fleet fleet = new Fleet(stack, audience, ear);
        List<PosthornClient> wave = new ArrayList<>();
        for (int user = 0; user < audience.users(); user++) {
            for (int device = 0; device < audience.devices(); device++) {
                wave.add(fleet.client(user, device));
            }
            if (wave.size() >= AT_ONCE || user == audience.users() - 1) {
                fleet.clients.addAll(wave);
                fleet.awaitLive(wave);
                wave.clear();
            }
        }
        return fleet;
    }

    private PosthornClient client(int user, int device) {
        List<URI> gateways = stack.gateways();
        String name = Notifications.user(user);
        String token = stack.deviceToken(name);
        return PosthornClient.builder(gateways.get((user + device) % gateways.size()))
                .http(http)
                .token(() -> token)
                .device("device-" + (device + 1))
                .subprotocol(audience.subprotocol())
                .ack(AckPolicy.within(ACK_WITHIN))
                .probeAfter(PROBE_AFTER)
                .listener(new Device(user, device))
                .connect();
    }

    private void awaitLive(List<PosthornClient> wave) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(wave.stream().map(PosthornClient::live).toArray(CompletableFuture[]::new));
        try {
            all.get(TO_BECOME_LIVE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(
                    "After %d of %d devices the next did not become live: %s %s"
                            .formatted(
                                    clients.size() - wave.size(),
                                    audience.users() * audience.devices(),
                                    e.getMessage(),
                                    troubles),
                    e);
        }
    }

    /** What devices met that should not be, with how often. */
    Map<String, Long> troubles() {
        return Map.copyOf(troubles);
    }

    @Override
    public void close() {
        leaving = true;
        clients.forEach(PosthornClient::abort);
    }

    private final class Device implements DeviceListener {

        private final int user;
        private final int device;

        Device(int user, int device) {
            this.user = user;
            this.device = device;
        }

        @Override
        public void onMessage(MessageFrame message, long arrivedAt) {
            ear.message(message, user, device, arrivedAt);
        }

        @Override
        public void onError(Error error) {
            trouble("error " + error.getCode());
        }

        @Override
        public void onFault(ConnectionFault fault) {
            trouble("fault " + fault.kind());
        }

        @Override
        public void onClosed(Closed closed) {
            trouble("closed with " + closed.code());
        }

        private void trouble(String what) {
            if (!leaving) {
                troubles.merge(what, 1L, Long::sum);
            }
        }
    }
}
