// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.DeliveryTopology;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.state.UserState;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
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
    private final Surroundings surroundings;
    private final List<Input> sinceCommit = new ArrayList<>();
    private TopologyTestDriver driver;
    private Path committed;
    private Instant now;
    private long appended;
    private long committedAppends;
    private int copies;
    private int runs;
    private boolean mayCrash = true;

    private record Input(Topic topic, String key, byte[] value, Instant at) {}

    /** What the router meets when it runs. */
    interface Surroundings {

        Hints hints();

        /** To write the topic of leases anew: a process that starts reads all of it first. */
        void started(CrashingRouter router);

        /** For the first time, or again after a crash. */
        default void applied(Position inbox) {}
    }

    CrashingRouter(Path directory, Instant now, RouterSettings settings, Surroundings surroundings) {
        this.directory = directory;
        this.settings = settings;
        this.surroundings = surroundings;
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
                DeliveryTopology.router(RouterScenario.TOPICS, settings, table, surroundings.hints(), gateway -> {}),
                config,
                now);
        driver = started;
        surroundings.started(this);
        return started;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Where the next record of the inbox will stand. */
    Position next() {
        return Positions.of(1, appended, now.toEpochMilli());
    }

    /** @return where the record stands */
    Position inbox(String user, byte[] value) {
        Position position = next();
        appended++;
        take(new Input(Topic.INBOX, user, value, now));
        surroundings.applied(position);
        return position;
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

    Map<Bytes, byte[]> store(String name) {
        Map<Bytes, byte[]> entries = new LinkedHashMap<>();
        try (var all = driver.<Bytes, byte[]>getKeyValueStore(name).all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return entries;
    }

    UserState user(String name) {
        return Users.read(driver.getKeyValueStore(RouterStores.USERS), name);
    }

    void commit() {
        if (mayCrash) {
            save();
        }
        committedAppends = appended;
        sinceCommit.clear();
    }

    private void save() {
        driver.getAllStateStores().values().forEach(StateStore::flush);
        Path copy = directory.resolve("committed-" + ++copies);
        copyQuiet(directory.resolve("running-" + runs), copy);
        if (committed != null) {
            delete(committed);
        }
        committed = copy;
    }

    /** What is left of its life is not interrupted: it need not be found again. */
    void neverCrashesAgain() {
        mayCrash = false;
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
        long offset = committedAppends;
        while (!messages.isEmpty() || !events.isEmpty()) {
            boolean event = messages.isEmpty() || !events.isEmpty() && (eventsFirst || random.nextBoolean());
            Input input = (event ? events : messages).remove();
            pipe(input);
            if (!event) {
                surroundings.applied(Positions.of(1, offset++, input.at.toEpochMilli()));
            }
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
