// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens in whatever order, crashes and lost hints included: nothing is lost, repeated, reordered, shown to
 * another user, or stuck. More of it with {@code -Dposthorn.random.first=… -Dposthorn.random.last=…}.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomDeliveryTest {

    private static final int STEPS = 500;

    @TempDir(factory = InMemory.class)
    Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(
                Long.getLong("posthorn.random.first", 1), Long.getLong("posthorn.random.last", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDeviceGetsEverything(long seed) {
        int step = 0;
        try (var delivery = new RandomDelivery(seed, directory)) {
            for (; step < STEPS; step++) {
                delivery.step();
                if (step % 50 == 0) {
                    delivery.checkPending();
                }
            }
            delivery.settle();
            delivery.checkSettled();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
        }
    }

    /** Thousands of small commits: where there is a file system in memory, it is many times faster. */
    static final class InMemory implements TempDirFactory {

        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "posthorn-random")
                    : Files.createTempDirectory("posthorn-random");
        }
    }
}
