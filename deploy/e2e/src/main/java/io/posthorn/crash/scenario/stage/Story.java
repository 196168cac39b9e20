// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import java.io.PrintWriter;
import java.time.Duration;

/** What a scenario does, told while it happens, with the seconds since it began. For any thread. */
public final class Story {

    private final PrintWriter out;
    private final long begun = System.nanoTime();

    public Story(PrintWriter out) {
        this.out = out;
    }

    /** @param format as of {@link String#format} */
    public synchronized void tell(String format, Object... values) {
        out.printf("%7.1f s  %s%n", elapsed().toMillis() / 1_000.0, String.format(format, values));
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
