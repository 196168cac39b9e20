// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import io.posthorn.client.PosthornClient;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.crash.collect.Collector;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.proxy.KafkaProxy;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.server.RelayedListener;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A running platform of its own with everything that a scenario moves. Closing it stops all. */
public final class Stage implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(60);

    private final Story story;
    private final Path work;
    private final KafkaProxy proxy;
    private final LocalStack stack;
    private final Sending sending;
    private final List<Witness> witnesses = new ArrayList<>();
    private Predicate<Entry> owed = entry -> true;

    private Stage(Story story, Path work, KafkaProxy proxy, LocalStack stack) {
        this.story = story;
        this.work = work;
        this.proxy = proxy;
        this.stack = stack;
        sending = new Sending(stack.kafka().bootstrapServers(), LocalTopics.TOPICS.name(Topic.NOTIFICATIONS));
    }

    public static Stage start(Setting setting, Story story) {
        RelayedListener listener = new RelayedListener(Ports.free(), Ports.free());
        KafkaProxy proxy;
        try {
            proxy = KafkaProxy.start(listener.relayPort(), listener.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StackConfig config = setting.change()
                .apply(StackConfig.of(StackConfig.homeOfThisBuild(), setting.work()))
                .withPorts(StackPorts.FREE)
                .shortLived()
                .withRelayed(listener);
        for (Service service : setting.behindProxy()) {
            config = config.with(
                    service,
                    tuning -> tuning.withProperty("spring.kafka.bootstrap-servers", "localhost:" + proxy.port()));
        }
        try {
            LocalStack stack = LocalStack.start(config, (name, address, after) -> story.tell("%s is ready", name));
            return new Stage(story, setting.work(), proxy, stack);
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    public LocalStack stack() {
        return stack;
    }

    public KafkaProxy proxy() {
        return proxy;
    }

    public Sending sending() {
        return sending;
    }

    public List<Witness> witnesses() {
        return List.copyOf(witnesses);
    }

    /** {@code user-1} and so on; with four partitions some lie on each. */
    public static List<String> users(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "user-" + number)
                .toList();
    }

    /** A device that is not connected yet. */
    public Witness witness(String user, String device, int gateway) {
        ServiceProcess place = stack.gateway(gateway);
        URI socket = URI.create("ws://localhost:" + place.port() + "/ws");
        Witness witness = new Witness(
                user, device, place.name(), () -> PosthornClient.builder(socket).token(() -> token(user, "device")));
        witnesses.add(witness);
        return witness;
    }

    public Collector collector() {
        return new Collector(new Collector.Source(
                stack.kafka().bootstrapServers(),
                new InetSocketAddress(
                        stack.cassandra().host(), stack.cassandra().port()),
                LocalTopics.TOPICS));
    }

    public String token(String user, String scope) {
        return stack.issuer().token(new TokenRequest(user, scope));
    }

    /**
     * Two devices for each user, a phone on the first gateway and a laptop on the last, unless they are there already. Returns
     * when all their streams have begun.
     */
    public void connectTwoDevicesOf(List<String> users) {
        int gateways = stack.all(Service.GATEWAY).size();
        if (witnesses.isEmpty()) {
            for (String user : users) {
                witness(user, "phone", 1).connect();
                witness(user, "laptop", gateways).connect();
            }
        }
        if (!Wait.until(TIME_TO_CONNECT, () -> witnesses.stream().allMatch(Witness::isLive))) {
            throw new IllegalStateException("Not all devices could connect within " + TIME_TO_CONNECT);
        }
    }

    /** The first instances of delivery run, and no others, whose state is gone. */
    public void runOnly(int deliveries) {
        List<ServiceProcess> all = stack.all(Service.DELIVERY);
        all.subList(deliveries, all.size()).forEach(this::killAndWipe);
        all.subList(0, deliveries).stream().filter(each -> !each.isAlive()).forEach(ServiceProcess::start);
    }

    /** SIGKILL, and its state directory is gone. */
    public void killAndWipe(ServiceProcess delivery) {
        delivery.kill();
        wipe(delivery);
    }

    /** Of a process that does not run. */
    public void wipe(ServiceProcess delivery) {
        Path state = work.resolve(delivery.name()).resolve("state");
        if (!Files.exists(state)) {
            return;
        }
        try (Stream<Path> found = Files.walk(state)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The state of " + delivery.name() + " could not be removed", e);
        }
    }

    /** Asked once; {@link ServiceProcess#awaitReady} waits, and kills what does not become ready. */
    public boolean isReady(ServiceProcess service) {
        return ask(service, "/actuator/health/readiness")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    public boolean isLive(ServiceProcess service) {
        return ask(service, "/actuator/health/liveness")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /** What the health of a service says of one of its parts; nothing where it does not answer. */
    public String health(ServiceProcess service, String component) {
        return ask(service, "/actuator/health")
                .map(answer -> JsonMapper.shared()
                        .readTree(answer.body())
                        .path("components")
                        .path(component)
                        .path("status")
                        .asString(""))
                .orElse("");
    }

    private static Optional<HttpResponse<String>> ask(ServiceProcess service, String path) {
        HttpRequest question = HttpRequest.newBuilder(service.uri().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return Optional.of(HTTP.send(question, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + service.name(), e);
        }
    }

    /** Records of {@code posthorn.messages} that history has not committed; the ends of transactions count. */
    public long historyLag() {
        return HistoryLag.of(stack.kafka().bootstrapServers());
    }

    // ------------------------------------------------------------ convergence

    /** @param rule what each device of its users must have got in the end */
    public void owes(Predicate<Entry> rule) {
        owed = rule;
    }

    /** What Kafka has acknowledged for a user until now, as far as it is owed. */
    public Set<Identity> sentTo(String user) {
        return sending.ledger().all().values().stream()
                .filter(Entry::isAcked)
                .filter(owed)
                .filter(entry -> entry.users().contains(user))
                .map(Entry::identity)
                .collect(Collectors.toSet());
    }

    /** How many of what was sent until now each device has not got; devices that lack nothing are left out. */
    public Map<String, Integer> lacking() {
        Map<String, Integer> lacking = new TreeMap<>();
        Map<String, Set<Identity>> sent = new TreeMap<>();
        for (Witness witness : witnesses) {
            int count = witness.lacks(sent.computeIfAbsent(witness.user(), this::sentTo))
                    .size();
            if (count > 0) {
                lacking.put(witness.toString(), count);
            }
        }
        return lacking;
    }

    public boolean hasAll(Witness witness) {
        return witness.lacks(sentTo(witness.user())).isEmpty();
    }

    /** @return whether each device got all that was sent before the call */
    public boolean converges(Duration limit) {
        Map<Witness, Set<Identity>> owed = new TreeMap<>(Comparator.comparing(Witness::toString));
        witnesses.forEach(witness -> owed.put(witness, sentTo(witness.user())));
        long begun = System.nanoTime();
        boolean all = Wait.until(
                limit,
                () -> owed.entrySet().stream()
                        .allMatch(each -> each.getKey().lacks(each.getValue()).isEmpty()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        story.tell(all ? "all devices have all, after %.1f s" : "not all devices have all after %.1f s", seconds);
        return all;
    }

    @Override
    public void close() {
        witnesses.forEach(Witness::vanish);
        sending.close();
        // Nobody needs its data any more, so there is nothing to bring to an orderly end.
        stack.processes().forEach(ChildJvm::kill);
        stack.close();
        proxy.close();
    }
}
