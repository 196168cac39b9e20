// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.machine.CannotStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The processes of a stack as a supervisor sees them: what has ended is started again. One that cannot start, because what
 * it needs is away, is started again until it can.
 */
final class Processes {

    private static final Duration TO_COME_BACK = Duration.ofMinutes(4);

    private final Map<String, ChildJvm> byName;
    private final Notebook notebook;
    private final List<String> deaths = Collections.synchronizedList(new ArrayList<>());

    Processes(Map<String, ChildJvm> byName, Notebook notebook) {
        this.byName = Map.copyOf(byName);
        this.notebook = notebook;
    }

    void strike(Strike strike, Waiting waiting) throws InterruptedException {
        ChildJvm process = named(strike.target());
        waiting.pass(strike.after());
        notebook.write("%s %s (pid %d)".formatted(strike.kind(), strike.target(), process.pid()));
        switch (strike.kind()) {
            case KILL -> {
                process.kill();
                waiting.pass(strike.lasting());
            }
            case PAUSE -> {
                process.pause();
                try {
                    waiting.pass(strike.lasting());
                } finally {
                    process.resume();
                }
                notebook.write("CONTINUE " + strike.target());
                return;
            }
            case RESTART -> process.stop();
        }
        bringBack(process);
        notebook.write("READY " + strike.target());
    }

    /** Whatever ended though nobody struck it. */
    void reviveTheDead() {
        for (ChildJvm process : byName.values()) {
            if (!process.isAlive()) {
                String death = "%s ended by itself; its log is %s".formatted(process.name(), process.logFile());
                deaths.add(death);
                notebook.write("DEATH " + death);
                bringBack(process);
            }
        }
    }

    List<String> deaths() {
        return List.copyOf(deaths);
    }

    private void bringBack(ChildJvm process) {
        long deadline = System.nanoTime() + TO_COME_BACK.toNanos();
        while (true) {
            try {
                process.start();
                return;
            } catch (CannotStart e) {
                notebook.write("START of " + process.name() + " failed: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private ChildJvm named(String name) {
        return Objects.requireNonNull(byName.get(name), () -> name + " is not one of " + byName.keySet());
    }
}
