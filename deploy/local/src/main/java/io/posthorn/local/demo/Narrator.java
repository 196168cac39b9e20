// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.tally.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what happens, as it happens. Any thread may speak. */
final class Narrator {

    private final PrintWriter out;
    private final long begun = System.nanoTime();
    private int scenes;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    synchronized void scene(String title) {
        scenes++;
        out.println();
        out.println(scenes + "  " + title);
        out.flush();
    }

    synchronized void say(String line) {
        Duration since = Duration.ofNanos(System.nanoTime() - begun);
        out.println(String.format(Locale.ROOT, "   %6.2f s  %s", since.toMillis() / 1_000.0, line));
        out.flush();
    }

    synchronized void print(Table table) {
        out.println();
        table.lines().forEach(out::println);
        out.flush();
    }

    synchronized void conclude(String line) {
        out.println();
        out.println(line);
        out.flush();
    }
}
