// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results to one stream, everything else to the other. Any thread may. */
record Console(PrintWriter out, PrintWriter err) {

    static Console of(@Nullable CommandSpec spec) {
        var command = Objects.requireNonNull(spec).commandLine();
        return new Console(command.getOut(), command.getErr());
    }

    void print(String line) {
        synchronized (this) {
            out.println(line);
            out.flush();
        }
    }

    void log(String line) {
        err.println(line);
        err.flush();
    }

    /** A part of a stack answers. */
    void ready(String name, String address, Duration after) {
        print(String.format(Locale.ROOT, "%-14s %-24s %5.1f s", name, address, after.toMillis() / 1_000.0));
    }
}
