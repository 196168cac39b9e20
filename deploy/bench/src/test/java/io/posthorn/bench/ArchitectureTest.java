// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench;

import io.posthorn.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> bench() {
        return HouseRules.of("io.posthorn.bench").tests();
    }
}
