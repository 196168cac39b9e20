// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.access.Tokens;
import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.stack.FakeHome;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackListener;
import io.posthorn.local.stack.StackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real servers, services that only say that they are ready. Alone, since it looks for children that are left. */
@Isolated
class SupervisedStackIT {

    private static final String GATEWAY = "gateway-1";

    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private StackConfig config;

    @BeforeEach
    void build() throws Exception {
        config = StackConfig.of(FakeHome.in(folder.resolve("home")), folder.resolve("work"))
                .withPorts(StackPorts.FREE)
                .shortLived();
    }

    @Test
    void isFoundByOthersAndStartsAgainWhatTheyKill() throws Exception {
        StackFile file = StackFile.in(folder.resolve("work"));
        try (SupervisedStack stack = start()) {
            RunningStack found = file.require();
            assertThat(found).isEqualTo(stack.running());
            assertThat(new Tokens(found).get("user-1", "device")).contains(".");
            assertThatThrownBy(this::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("A local stack is running in " + folder.resolve("work") + " already");

            long before = found.pids().get(GATEWAY);
            ProcessHandle.of(before).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> file.require().pids().get(GATEWAY) != before);
            assertThat(told).anyMatch(line -> line.startsWith("gateway-1 is ready again as process "));
        }
        assertThat(file.find()).isEmpty();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItIsInterruptedWhileItStarts() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        FutureTask<SupervisedStack> starting = new FutureTask<>(
                () -> SupervisedStack.start(config, (name, address, after) -> begun.complete(null), told::add));
        Thread thread = new Thread(starting, "starting");
        thread.start();
        begun.join();
        await().until(() -> ProcessHandle.current().descendants().count() > 1);

        thread.interrupt();

        assertThatThrownBy(starting::get)
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Interrupted while the stack was starting");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(StackFile.in(folder.resolve("work")).find()).isEmpty();
    }

    private SupervisedStack start() {
        return SupervisedStack.start(config, StackListener.SILENT, told::add);
    }
}
