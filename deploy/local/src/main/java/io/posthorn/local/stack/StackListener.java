// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.time.Duration;

/** Hears what becomes ready, from several threads. */
@FunctionalInterface
public interface StackListener {

    StackListener SILENT = (name, address, after) -> {};

    /** @param after since the stack began to start */
    void ready(String name, String address, Duration after);
}
