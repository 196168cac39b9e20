// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.local.stack.Preparation;
import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a run of the product from its own scripts has, too: services that start in a third of the time. */
public final class QuickStarts {

    private QuickStarts() {}

    /** Done once for each build. */
    public static synchronized void prepare() {
        try {
            Preparation.of(StackConfig.homeOfThisBuild());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
