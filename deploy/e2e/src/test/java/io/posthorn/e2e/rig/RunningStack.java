// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** All processes of a platform that has no past, on free ports, with the defaults of production but for two bounds. */
final class RunningStack implements AutoCloseable {

    /** How many messages wait for one user in the pending store: small enough that a test can pass it. */
    static final int PENDING_PER_USER = 500;

    private final LocalStack processes;
    private final Path work;
    private final Upstream upstream;
    private final Receipts receipts;
    private final Rejections rejections;
    private final AtomicInteger lastUser = new AtomicInteger(100);

    private RunningStack(LocalStack processes, Path work) {
        this.processes = processes;
        this.work = work;
        String kafka = processes.kafka().bootstrapServers();
        upstream = new Upstream(processes, LocalTopics.TOPICS.name(Topic.NOTIFICATIONS));
        receipts = new Receipts(kafka, LocalTopics.TOPICS.name(Topic.RECEIPTS));
        rejections = new Rejections(kafka, LocalTopics.TOPICS.name(Topic.REJECTED));
    }

    static RunningStack start() {
        QuickStarts.prepare();
        Path work = Path.of("target", "stack").toAbsolutePath();
        remove(work);
        StackConfig config = StackConfig.of(StackConfig.homeOfThisBuild(), work)
                .withPorts(StackPorts.FREE)
                .shortLived()
                .with(
                        Service.GATEWAY,
                        tuning -> tuning.withInstances(2)
                                .withProperty("posthorn.gateway.drain.rate", String.valueOf(Posthorn.DRAIN_RATE)))
                .with(
                        Service.DELIVERY,
                        tuning -> tuning.withProperty(
                                "posthorn.delivery.pending-per-user", String.valueOf(PENDING_PER_USER)));
        LocalStack processes =
                LocalStack.start(config, (name, address, after) -> System.out.printf("%s at %s%n", name, address));
        return new RunningStack(processes, work);
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> insideOut = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : insideOut) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " could not be removed", e);
        }
    }

    LocalStack processes() {
        return processes;
    }

    Path work() {
        return work;
    }

    Upstream upstream() {
        return upstream;
    }

    Receipts receipts() {
        return receipts;
    }

    Rejections rejections() {
        return rejections;
    }

    /** Nobody else has it. */
    String nextUser() {
        return "user-" + lastUser.incrementAndGet();
    }

    @Override
    public void close() {
        upstream.close();
        receipts.close();
        rejections.close();
        // Nobody needs its data any more, so there is nothing to bring to an orderly end.
        processes.processes().forEach(ChildJvm::kill);
        processes.close();
    }
}
