// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The local stack's rules are checked here too, because it cannot depend on this module. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> testkit() {
        return HouseRules.of("io.posthorn.testkit")
                .printing("io.posthorn.testkit.servers")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> local() {
        return HouseRules.of("io.posthorn.local").tests();
    }
}
