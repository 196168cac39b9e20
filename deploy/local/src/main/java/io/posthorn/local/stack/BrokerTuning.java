// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.server.RelayedListener;
import java.util.List;
import java.util.Optional;

/**
 * How the broker runs.
 *
 * @param jvmOptions added to its own, so they win
 * @param relayed where it listens besides its own port
 */
public record BrokerTuning(List<String> jvmOptions, Optional<RelayedListener> relayed) {

    public static final BrokerTuning DEFAULT = new BrokerTuning(List.of(), Optional.empty());

    public BrokerTuning {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
