// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import com.google.protobuf.ByteString;
import io.posthorn.client.PosthornClient;
import io.posthorn.contracts.notification.ContentJson;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.local.access.Tokens;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.tally.Latencies;
import io.posthorn.local.tally.SentLog;
import io.posthorn.local.tally.SentLog.Sent;
import io.posthorn.local.upstream.Upstream;
import io.posthorn.local.upstream.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the scenes share: the devices, the sender, what was sent and how fast it came. Used by one thread. */
final class Stage implements AutoCloseable {

    private static final String CLASS = "system";

    private final RunningStack stack;
    private final String user;
    private final String source;
    private final Narrator narrator;
    private final Upstream upstream;
    private final SentLog sent = new SentLog();
    private final Latencies latencies = new Latencies();
    private final Map<String, DemoDevice> devices = new LinkedHashMap<>();

    /** @param source tells this run's notifications from those of all others */
    Stage(RunningStack stack, String user, String source, Narrator narrator) {
        this.stack = stack;
        this.user = user;
        this.source = source;
        this.narrator = narrator;
        this.upstream = new Upstream(stack);
    }

    RunningStack stack() {
        return stack;
    }

    String user() {
        return user;
    }

    Narrator narrator() {
        return narrator;
    }

    SentLog sent() {
        return sent;
    }

    Latencies latencies() {
        return latencies;
    }

    DemoDevice phone() {
        return device("phone");
    }

    DemoDevice laptop() {
        return device("laptop");
    }

    List<DemoDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** The same one for the same name, until it is {@link #forget forgotten}. */
    DemoDevice device(String name) {
        return devices.computeIfAbsent(
                name,
                key -> new DemoDevice(
                        key,
                        source,
                        () -> PosthornClient.builder(stack.webSocket()).token(new Tokens(stack).ofDevices(user)),
                        narrator::say));
    }

    /** What it got so far does not count. */
    void forget(DemoDevice device) {
        devices.remove(device.name());
    }

    void open() throws InterruptedException {
        upstream.open();
    }

    /** One notification, awaited on each of these devices before the next one. */
    void deliver(Via via, DemoDevice... online) throws InterruptedException {
        long at = System.nanoTime();
        Sent one = sent.next(via.title(), at);
        upstream.send(notification(one), via);
        List<String> heard = new ArrayList<>();
        for (DemoDevice device : online) {
            heard.add(device.name() + " " + Latencies.format(measure(one, device)));
        }
        narrator.say("%-15s  #%-3s  %s".formatted(via.title(), one.id(), String.join("   ", heard)));
    }

    /** One notification that nobody waits for. */
    Sent leave(Via via) throws InterruptedException {
        Sent one = sent.next(via.title(), System.nanoTime());
        upstream.send(notification(one), via);
        return one;
    }

    /** One notification without waiting until Kafka has it. */
    Future<RecordMetadata> begin(Sent one, Via via) {
        return upstream.begin(notification(one), via);
    }

    void await(Future<RecordMetadata> begun) throws InterruptedException {
        upstream.await(begun);
    }

    Duration measure(Sent one, DemoDevice device) throws InterruptedException {
        Duration latency = Duration.ofNanos(device.awaitArrival(one.id()).at() - one.at());
        latencies.record(one.way(), device.name(), latency);
        return latency;
    }

    private Notification notification(Sent one) {
        return Notification.newBuilder()
                .setId(one.id())
                .setSource(source)
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers(user)))
                .setClassName(CLASS)
                .setTitle("Demo " + one.id())
                .setBody("Sent by deploy/posthorn demo")
                .setData(Content.newBuilder()
                        .setContentType(ContentJson.JSON)
                        .setValue(ByteString.copyFromUtf8("{\"number\":" + one.id() + "}")))
                .setSentAt(Times.of(Instant.now()))
                .build();
    }

    @Override
    public void close() {
        devices.values().forEach(DemoDevice::close);
        upstream.close();
    }
}
