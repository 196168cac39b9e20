// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmIT {

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
    void mayEndItsWorkWhenItIsStopped() {
        child.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("orderly")).exists();
    }

    @Test
    void mayNotWhenItIsKilled() {
        child.kill();

        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("orderly")).doesNotExist();
    }

    @Test
    void isAnotherProcessAfterARestart() {
        long before = child.pid();

        child.restart();

        assertThat(child.isAlive()).isTrue();
        assertThat(child.pid()).isNotEqualTo(before);
    }

    @Test
    void doesNothingWhilePaused() throws IOException {
        child.pause();
        await().until(() -> stateOf(child) == 'T');

        child.resume();
        await().until(() -> stateOf(child) != 'T');
    }

    @Test
    void canBeStoppedAndKilledWhilePaused() {
        child.pause();
        child.stop();
        assertThat(folder.resolve("orderly")).exists();

        child.start();
        child.pause();
        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void doesNotHearCtrlCNorTheEndOfTheTerminal() throws IOException {
        int hangUpAndInterrupt = 0b11;

        assertThat(ignoredSignals(child) & hangUpAndInterrupt).isEqualTo(hangUpAndInterrupt);
    }

    @Test
    void cannotBeStartedTwice() {
        assertThatThrownBy(child::start).hasMessageContaining("Endless runs already");
    }

    /** R, S, T (stopped), Z: third field of what Linux says of a process. */
    private static char stateOf(ChildJvm child) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private static long ignoredSignals(ChildJvm child) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + child.pid() + "/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElseThrow();
    }
}
