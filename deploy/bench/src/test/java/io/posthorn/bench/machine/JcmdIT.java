// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Asks this JVM. */
class JcmdIT {

    private static final int MEGABYTE = 1 << 20;

    private final Jcmd jcmd = new Jcmd(
            Path.of(System.getProperty("java.home")), ProcessHandle.current().pid());

    @Test
    void what_is_held_is_live() throws InterruptedException {
        LiveHeap before = jcmd.liveHeap();
        byte[] held = new byte[8 * MEGABYTE];
        LiveHeap with = jcmd.liveHeap();

        assertThat(with.byClass().getOrDefault("[B", 0L) - before.byClass().getOrDefault("[B", 0L))
                .isGreaterThan(held.length - MEGABYTE);
    }

    @Test
    void trimming_fails_nowhere() throws InterruptedException {
        jcmd.trimNativeHeap();

        assertThat(ResidentMemory.of(jcmd.pid())).isPositive();
    }

    @Test
    void a_process_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new Jcmd(jcmd.javaHome(), 99_999_999).liveHeap())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99999999");
    }

    @Test
    void a_home_without_the_tool_is_named() {
        assertThatThrownBy(() -> new Jcmd(Path.of("/nowhere"), jcmd.pid()).liveHeap())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/nowhere/bin/jcmd");
    }
}
