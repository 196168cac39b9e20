// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A child that is stopped cannot see that its parent is gone, so a shell watches in its place as long as the pause lasts:
 * it reads from a pipe that ends with the parent and then kills the child.
 */
final class Pause {

    private final long pid;
    private final Process watch;

    private Pause(long pid, Process watch) {
        this.pid = pid;
        this.watch = watch;
    }

    static Pause begin(long pid) {
        Process watch = shell("trap '' INT HUP; read -r _; kill -s KILL " + pid);
        signal("STOP", pid);
        return new Pause(pid, watch);
    }

    void end() {
        signal("CONT", pid);
        forget();
    }

    /** For a child that is gone. */
    void forget() {
        watch.destroyForcibly().onExit().join();
    }

    private static void signal(String name, long pid) {
        Process kill = shell("kill -s " + name + " " + pid);
        try {
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to process " + pid);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending a signal", e);
        }
    }

    private static Process shell(String command) {
        try {
            return new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("No shell to send a signal with", e);
        }
    }
}
