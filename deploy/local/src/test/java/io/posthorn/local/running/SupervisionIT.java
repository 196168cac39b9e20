// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.jvm.EndlessJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger restarts = new AtomicInteger();

    @TempDir
    Path folder;

    private EndlessJvm child;

    @BeforeEach
    void start() {
        child = new EndlessJvm(folder);
        child.start();
    }

    @AfterEach
    void end() {
        child.kill();
    }

    @Test
    void startsAgainWhatWasKilledEachTime() {
        try (Supervision supervision = supervise()) {
            assertThat(supervision).isNotNull();
            for (int kills = 1; kills <= 2; kills++) {
                long before = child.pid();
                killFromOutside(before);

                int expected = kills;
                await().until(() -> restarts.get() == expected);
                assertThat(child.isAlive()).isTrue();
                assertThat(child.pid()).isNotEqualTo(before);
                assertThat(told)
                        .contains("Endless (process " + before + ") ended with exit code 137. It is started again.");
            }
        }
    }

    @Test
    void leavesAloneWhatEndsAfterIt() {
        supervise().close();

        child.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(told).isEmpty();
        assertThat(restarts).hasValue(0);
    }

    @Test
    void closesWhileItWaitsToStartAgain() {
        Supervision supervision = supervise();
        killFromOutside(child.pid());
        await().until(() -> !told.isEmpty());

        supervision.close();

        assertThat(child.isAlive()).isFalse();
    }

    private Supervision supervise() {
        return new Supervision(List.of(child), told::add, restarts::incrementAndGet);
    }

    private static void killFromOutside(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
