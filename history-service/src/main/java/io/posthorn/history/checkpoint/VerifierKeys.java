// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.VerifierKey;
import java.util.Optional;

/** With what checkpoints can be checked. */
public final class VerifierKeys {

    private final Optional<VerifierKey> key;

    VerifierKeys(Optional<VerifierKey> key) {
        this.key = key;
    }

    /** Empty: this deployment signs none. */
    public Optional<VerifierKey> of(String tree) {
        return key.map(each -> each.named(tree));
    }
}
