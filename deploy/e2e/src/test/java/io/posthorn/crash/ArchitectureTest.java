// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import io.posthorn.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> crash() {
        return HouseRules.of("io.posthorn.crash").tests();
    }
}
