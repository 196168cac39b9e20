// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import java.time.Clock;

/** How an export goes about its work. */
record Manner(Clock clock, Retry retry, Evidence.Choice choice) {

    static Manner usual() {
        return new Manner(Clock.systemUTC(), Retry.waiting(), Evidence::of);
    }
}
