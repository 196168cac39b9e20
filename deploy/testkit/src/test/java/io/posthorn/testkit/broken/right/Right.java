// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.broken.right;

import io.posthorn.testkit.broken.left.Left;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** The other half, and a decision that sees a framework. */
public record Right(List<Left> lefts) {

    Supplier<String> decide() {
        return () -> Assertions.fail("a framework");
    }
}
