// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that hold in every module, as tests:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> houseRules() {
 *     return HouseRules.of("io.posthorn.gateway").decisions(Window.class, GatewayRule.class).tests();
 * }
 * }</pre>
 *
 * <p>The name of a test is the rule. Test classes are not looked at.
 */
public final class HouseRules {

    private final String root;
    private final List<ArchRule> rules = new ArrayList<>();
    private final List<String> printing = new ArrayList<>();

    private HouseRules(String root) {
        this.root = root;
    }

    /** @param root the package that has all of the module's packages */
    public static HouseRules of(String root) {
        return new HouseRules(root);
    }

    /** These classes decide: they see Java, our contracts, and their own package. */
    public HouseRules decisions(Class<?>... classes) {
        rules.addAll(DecisionRules.classes(classes));
        return this;
    }

    /** All classes of these packages (with {@code ..} for those below) decide. */
    public HouseRules decisionPackages(String... packages) {
        rules.addAll(DecisionRules.packages(packages));
        return this;
    }

    /** In these packages (with {@code ..} for those below) a program talks to a person, so it may print. */
    public HouseRules printing(String... packages) {
        printing.addAll(List.of(packages));
        return this;
    }

    /** A rule of this module alone. */
    public HouseRules and(ArchRule rule) {
        rules.add(rule);
        return this;
    }

    public Stream<DynamicTest> tests() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("No classes in " + root + ": is it the module's root package?");
        }
        return Stream.of(PackageRules.every(), CodeRules.every(printing), rules)
                .flatMap(List::stream)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }
}
