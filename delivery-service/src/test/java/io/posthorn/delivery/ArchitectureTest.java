// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.posthorn.testkit.HouseRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final List<String> DECISIONS = List.of(
            "repeat.RepeatRule",
            "pending.Release",
            "pending.PendingBound",
            "pending.Entries",
            "device.Resume",
            "device.Devices",
            "device.Skips",
            "device.DeviceLimits",
            "device.DevicePolicy",
            "lease.LeaseRule",
            "connection.Flight",
            "connection.LiveConnection",
            "connection.SweepRule",
            "route.NextStep",
            "route.SkipDigest",
            "fanout.Expansion",
            "group.GroupKey",
            "group.Membership",
            "group.MemberPage",
            "guard.Beginning",
            "guard.RecordRules",
            "janitor.Trim",
            "publisher.Names",
            "publisher.Grant",
            "publisher.GrantClaim",
            "publisher.TokenBucket",
            "session.KnownSessions",
            "session.RevocationRequest",
            "running.Replacements");

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.of("io.posthorn.delivery").and(decisions()).tests();
    }

    /** Generated state and other decisions are plain too. */
    private static ArchRule decisions() {
        return ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe("decide", ArchitectureTest::isDecision))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe("are plain", ArchitectureTest::isPlain))
                .as("decisions see Java, our contracts, the stored state and each other");
    }

    private static boolean isPlain(JavaClass seen) {
        JavaClass type = seen.getBaseComponentType();
        return type.isPrimitive()
                || isDecision(type)
                || Stream.of(
                                "java.",
                                "org.jspecify.",
                                "com.google.protobuf.",
                                "io.posthorn.contracts.",
                                "io.posthorn.delivery.state.")
                        .anyMatch(type.getName()::startsWith);
    }

    private static boolean isDecision(JavaClass type) {
        return DECISIONS.stream()
                .map(name -> "io.posthorn.delivery." + name)
                .anyMatch(name -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }
}
