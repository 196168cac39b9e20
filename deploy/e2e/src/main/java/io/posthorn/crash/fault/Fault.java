// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import java.util.List;
import java.util.stream.Collectors;

/** One strike, or two at nearly the same time. */
public record Fault(List<Strike> strikes) {

    public Fault {
        strikes = List.copyOf(strikes);
    }

    public String title() {
        return strikes.stream().map(Strike::title).sorted().collect(Collectors.joining(" + "));
    }

    @Override
    public String toString() {
        return strikes.stream()
                .map(strike -> "%s %s after %d ms for %d ms"
                        .formatted(
                                strike.kind(),
                                strike.target(),
                                strike.after().toMillis(),
                                strike.lasting().toMillis()))
                .collect(Collectors.joining(" + "));
    }
}
