// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import java.util.Set;

/**
 * Whose pauses count.
 *
 * @param probes users whose devices never go by choice
 * @param since when everything was warm, in milliseconds since the epoch
 */
public record Watched(Set<String> probes, long since) {

    public Watched {
        probes = Set.copyOf(probes);
    }
}
