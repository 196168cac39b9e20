// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.posthorn.testkit.broken.left.Left;
import io.posthorn.testkit.broken.right.Right;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that finds nothing is worth nothing: each finds what was broken on purpose. */
class HouseRulesTest {

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("io.posthorn.testkit.broken");

    @Test
    void findWhatPackagesBreak() {
        assertThat(brokenBy(PackageRules.every()))
                .containsExactly(
                        "packages should be @NullMarked in a package-info",
                        "packages are named after what they can do",
                        "packages do not depend on each other in circles");
    }

    @Test
    void findWhatCodeBreaks() {
        assertThat(brokenBy(CodeRules.every(List.of())))
                .containsExactly(
                        "names say what a class is: no Helper, Util, Manager, Impl, Info",
                        "nothing sleeps: it waits for a condition",
                        "only programs that talk to a person print");
        assertThat(brokenBy(CodeRules.every(List.of("io.posthorn.testkit.broken.."))))
                .doesNotContain("only programs that talk to a person print");
    }

    @Test
    void findDecisionsThatSeeAFramework() {
        assertThat(brokenBy(DecisionRules.classes(Right.class))).hasSize(1);
        assertThat(brokenBy(DecisionRules.packages("..broken.right"))).hasSize(1);
        assertThat(brokenBy(DecisionRules.classes(Left.class)))
                .as("what another package has, is seen as well")
                .hasSize(1);
    }

    @Test
    void doNotPassWhereThereIsNothingToLookAt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HouseRules.of("io.posthorn.nowhere").tests());
    }

    private static Stream<String> brokenBy(List<ArchRule> rules) {
        return rules.stream()
                .filter(rule -> rule.evaluate(BROKEN).hasViolation())
                .map(ArchRule::getDescription);
    }
}
