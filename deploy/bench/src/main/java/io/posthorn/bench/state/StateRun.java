// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.stack.Notices;
import io.posthorn.bench.state.StateReport.Bytes;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills the state, weighs it, and kills its owner. */
final class StateRun {

    private static final Duration POLL = Duration.ofMillis(100);

    private final StatePlan plan;
    private final Path work;
    private final PrintWriter progress;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    StateRun(StatePlan plan, Path work, PrintWriter progress) {
        this.plan = plan;
        this.work = work;
        this.progress = progress;
    }

    StateReport measure() throws InterruptedException {
        StackConfig config = StackConfig.of(StackConfig.homeOfThisBuild(), work)
                .withPorts(StackPorts.FREE)
                .with(
                        Service.DELIVERY,
                        tuning -> tuning.withInstances(plan.instances())
                                .withProperty("posthorn.delivery.standbys", Integer.toString(plan.standbys())));
        try (LocalStack stack = LocalStack.start(config, (name, address, after) -> {});
                RouterLog log = new RouterLog(stack.kafka().bootstrapServers())) {
            stack.all(Service.HISTORY).forEach(ServiceProcess::stop);
            stack.all(Service.GATEWAY).forEach(ServiceProcess::stop);
            stack.cassandra().stop();
            return measure(stack, log);
        }
    }

    private StateReport measure(LocalStack stack, RouterLog log) throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < plan.users(); i++) {
            log.deviceThatLeft(plan.user(i));
        }
        awaitApplied(log);
        Bytes users = weigh(log);
        Notices notices = RouterLog.notices(plan.bytes());
        for (int i = 0; i < plan.pending(); i++) {
            log.notification(notices, plan.user(i), i);
        }
        awaitApplied(log);
        Duration filled = Duration.ofNanos(System.nanoTime() - begin);
        Bytes pending = weigh(log);
        Machine machine = Machine.now();
        return new StateReport(plan, users, pending, filled, pauses(stack), machine);
    }

    private Map<String, Duration> pauses(LocalStack stack) throws InterruptedException {
        Map<String, Duration> pauses = new LinkedHashMap<>();
        ServiceProcess first = stack.delivery(1);
        ServiceProcess last = stack.delivery(plan.instances());
        long killed = System.nanoTime();
        first.kill();
        if (first == last) {
            delete(states().get(0));
            first.start();
        }
        pauses.put(
                first == last
                        ? "kill -9, start on an empty disk"
                        : "kill -9 of one of two, %d standbys".formatted(plan.standbys()),
                awaitServed(stack, last, killed));
        if (first == last) {
            killed = System.nanoTime();
            first.kill();
            first.start();
            pauses.put("kill -9, start on its own disk", awaitServed(stack, last, killed));
            killed = System.nanoTime();
            first.stop();
            first.start();
            pauses.put("orderly restart", awaitServed(stack, last, killed));
        }
        return pauses;
    }

    /** Until a user of every partition is answered for. */
    private Duration awaitServed(LocalStack stack, ServiceProcess by, long since) throws InterruptedException {
        for (int partition = 0; partition < RouterLog.partitions(); partition++) {
            int wanted = partition;
            String user = IntStream.range(0, plan.users())
                    .mapToObj(plan::user)
                    .filter(each -> UserPartitioner.partition(each, RouterLog.partitions()) == wanted)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No user on partition " + wanted));
            String token = stack.issuer().token(new TokenRequest(user, "device"));
            while (!isServed(by, user, token)) {
                Waiting.pass(POLL);
            }
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private boolean isServed(ServiceProcess by, String user, String token) throws InterruptedException {
        URI devices = by.uri().resolve("/v1/users/" + user + "/devices");
        HttpRequest question = HttpRequest.newBuilder(devices)
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitApplied(RouterLog log) throws InterruptedException {
        log.flush();
        long shown = System.nanoTime();
        for (long lag = log.lag(); lag > 0; lag = log.lag()) {
            if (System.nanoTime() - shown > TimeUnit.SECONDS.toNanos(10)) {
                shown = System.nanoTime();
                progress.printf("%d records to go%n", lag);
                progress.flush();
            }
            Waiting.pass(POLL);
        }
    }

    /** RocksDB's logs and memory tables are written out as it likes: what is on disk is what is weighed. */
    private Bytes weigh(RouterLog log) throws InterruptedException {
        Map<String, Long> stores = new TreeMap<>();
        states().stream().limit(1).forEach(state -> weigh(state, stores));
        return new Bytes(stores, log.changelogBytes());
    }

    private static void weigh(Path state, Map<String, Long> stores) {
        try (Stream<Path> files = Files.walk(state)) {
            files.filter(file -> file.toString().contains("/rocksdb/") && Files.isRegularFile(file))
                    .forEach(file -> stores.merge(store(file), size(file), Long::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String store(Path file) {
        int at = IntStream.range(0, file.getNameCount())
                .filter(i -> file.getName(i).toString().equals("rocksdb"))
                .findFirst()
                .orElseThrow();
        return file.getName(at + 1).toString();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Folders of the router's state, one for each instance. */
    private List<Path> states() {
        try (Stream<Path> folders = Files.walk(work)) {
            return folders.filter(folder -> folder.endsWith("posthorn-router") && Files.isDirectory(folder))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
