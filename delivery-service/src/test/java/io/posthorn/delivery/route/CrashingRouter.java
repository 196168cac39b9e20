// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.DeliveryTopology;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;

/**
 * The router's topology with commits and crashes in the test's hands: a crash throws away what was not committed and runs
 * the input since then again, in the order of each topic but mixed differently. Hints stay sent.
 */
final class CrashingRouter implements AutoCloseable {

    private final Path directory;
    private final RouterSettings settings;
    private final Hints hints;
    private final Consumer<CrashingRouter> leases;
    private final List<Input> sinceCommit = new ArrayList<>();
    private TopologyTestDriver driver;
    private Path committed;
    private Instant now;
    private long appended;
    private long committedAppends;
    private int copies;
    private int runs;

    private record Input(Topic topic, String key, byte[] value, Instant at) {}

    /** @param leases writes the topic of leases anew: a process that starts reads all of it first */
    CrashingRouter(Path directory, Instant now, long pendingPerUser, Hints hints, Consumer<CrashingRouter> leases) {
        this.directory = directory;
        this.settings = TestSettings.pending(pendingPerUser);
        this.hints = hints;
        this.leases = leases;
        this.now = now;
        this.driver = started(directory.resolve("running-0"));
        commit();
    }

    private TopologyTestDriver started(Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "router");
        var table = new LeaseTable(Duration.ofSeconds(10));
        TopologyTestDriver started = new TopologyTestDriver(
                DeliveryTopology.router(RouterScenario.TOPICS, settings, table, hints, gateway -> {}), config, now);
        driver = started;
        leases.accept(this);
        return started;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** @return where the record stands */
    Position inbox(String user, byte[] value) {
        take(new Input(Topic.INBOX, user, value, now));
        return Positions.of(1, appended++, now.toEpochMilli());
    }

    void take(Topic topic, String key, byte[] value) {
        take(new Input(topic, key, value, now));
    }

    private void take(Input input) {
        sinceCommit.add(input);
        pipe(input);
    }

    /** Is never run again. */
    void lease(String key, byte[] value) {
        pipe(new Input(Topic.GATEWAYS, key, value, now));
    }

    private void pipe(Input input) {
        driver.createInputTopic(
                        RouterScenario.TOPICS.name(input.topic), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(input.key.getBytes(StandardCharsets.UTF_8), input.value, input.at);
    }

    /** What was written to the topic since the last look; after a commit only, else it may not hold. */
    List<byte[]> facts(Topic topic) {
        return driver.createOutputTopic(
                        RouterScenario.TOPICS.name(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    List<byte[]> store(String name) {
        List<byte[]> values = new ArrayList<>();
        try (var all = driver.<Bytes, byte[]>getKeyValueStore(name).all()) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    void commit() {
        driver.getAllStateStores().values().forEach(StateStore::flush);
        Path copy = directory.resolve("committed-" + ++copies);
        copyQuiet(directory.resolve("running-" + runs), copy);
        if (committed != null) {
            delete(committed);
        }
        committed = copy;
        committedAppends = appended;
        sinceCommit.clear();
    }

    void crash(Random random) {
        driver.close();
        Path state = directory.resolve("running-" + ++runs);
        copyQuiet(committed, state);
        driver = started(state);
        // Positions are offsets, and the driver counts them from 0.
        for (long offset = 0; offset < committedAppends; offset++) {
            pipe(new Input(Topic.INBOX, "", new byte[] {1}, now));
        }
        for (Topic topic : List.of(Topic.REJECTED, Topic.MESSAGES, Topic.RECEIPTS, Topic.PRESENCE)) {
            facts(topic);
        }
        Deque<Input> messages = new ArrayDeque<>();
        Deque<Input> events = new ArrayDeque<>();
        sinceCommit.forEach(input -> (input.topic == Topic.INBOX ? messages : events).add(input));
        boolean eventsFirst = random.nextBoolean();
        while (!messages.isEmpty() || !events.isEmpty()) {
            boolean event = messages.isEmpty() || !events.isEmpty() && (eventsFirst || random.nextBoolean());
            pipe((event ? events : messages).remove());
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    /** Again when files came or went meanwhile: RocksDB compacts when it likes. */
    private static void copyQuiet(Path from, Path to) {
        Set<Path> before = files(from);
        while (true) {
            copy(from, before, to);
            Set<Path> after = files(from);
            if (after.equals(before)) {
                return;
            }
            before = after;
            delete(to);
        }
    }

    private static void copy(Path from, Set<Path> files, Path to) {
        try {
            for (Path each : files) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(each, target);
            }
        } catch (NoSuchFileException gone) {
            // found by the second look
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> files(Path in) {
        try (Stream<Path> all = Files.find(in, Integer.MAX_VALUE, (file, attributes) -> attributes.isRegularFile())) {
            return all.filter(file -> !file.endsWith(".checkpoint")).collect(Collectors.toSet());
        } catch (UncheckedIOException gone) {
            return files(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
