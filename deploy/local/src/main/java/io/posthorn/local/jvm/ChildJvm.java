// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM beside this one, which can be started again and again. It ends when this JVM does, also after {@code kill -9}.
 * One thread at a time may start and stop it; anyone may ask.
 */
public abstract class ChildJvm implements AutoCloseable {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final int LINES_SHOWN = 25;

    private final String name;
    private final LogFile log;
    private final Duration timeToStart;
    private volatile @Nullable Process process;
    private @Nullable Pause pause;

    protected ChildJvm(String name, Path logFile, Duration timeToStart) {
        this.name = name;
        this.log = new LogFile(logFile);
        this.timeToStart = timeToStart;
    }

    /** Writes what the child reads at its start and says how to start it. */
    protected abstract JvmCommand prepare() throws IOException;

    /** Whether the child does its work, not only listens. Asked until it says yes. */
    protected abstract boolean answers();

    /** Returns when the child answers. */
    public final void start() {
        launch();
        awaitReady();
    }

    /** Returns at once. */
    public final void launch() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            JvmCommand command = prepare();
            log.beginStart();
            Path tether = CarriedClass.copy(Tether.class, log.path().resolveSibling("tether"));
            process = new ProcessBuilder(command.line(tether))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** @throws CannotStart when it ended or did not answer in time; it does not run any more then */
    public final void awaitReady() {
        Process started = started();
        long deadline = System.nanoTime() + timeToStart.toNanos();
        while (!answers()) {
            if (hasEndedWithin(BETWEEN_QUESTIONS, started)) {
                throw failure("ended with exit code " + started.exitValue());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw failure("did not answer within " + timeToStart.toSeconds() + " s");
            }
        }
    }

    /** SIGTERM, and SIGKILL to what does not end within 20 s. */
    public final void stop() {
        resume();
        Process running = process;
        if (running != null) {
            // Process.destroy() would close the child's standard input too, and its tether would end it at once.
            running.toHandle().destroy();
            if (!hasEndedWithin(TIME_TO_STOP, running)) {
                kill();
            }
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public final void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
        if (pause != null) {
            pause.forget();
            pause = null;
        }
    }

    /** SIGSTOP: the process keeps its memory, ports and connections and does nothing. */
    public final void pause() {
        if (pause == null) {
            pause = Pause.begin(pid());
        }
    }

    /** SIGCONT. */
    public final void resume() {
        if (pause != null) {
            pause.end();
            pause = null;
        }
    }

    public final void restart() {
        stop();
        start();
    }

    /** Returns its exit code when it is gone, whoever ended it. */
    public final int awaitEnd() throws InterruptedException {
        return started().waitFor();
    }

    @Override
    public void close() {
        stop();
    }

    public final boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** @throws IllegalStateException when it was never started */
    public final long pid() {
        return started().pid();
    }

    public final String name() {
        return name;
    }

    public final Path logFile() {
        return log.path();
    }

    private Process started() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return started;
    }

    private CannotStart failure(String what) {
        return new CannotStart("%s %s. Its log is %s; the last lines:%n  %s"
                .formatted(
                        name,
                        what,
                        log.path().toAbsolutePath(),
                        String.join(System.lineSeparator() + "  ", log.lastLines(LINES_SHOWN))));
    }

    private static boolean hasEndedWithin(Duration time, Process process) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a child process", e);
        }
    }
}
