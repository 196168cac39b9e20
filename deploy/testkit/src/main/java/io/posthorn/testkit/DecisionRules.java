// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decisions are plain Java: they can be tested with values and read without a framework in mind. */
final class DecisionRules {

    private static final List<String> VISIBLE =
            List.of("java", "org.jspecify", "io.posthorn.contracts", "com.google.protobuf");

    private DecisionRules() {}

    static List<ArchRule> classes(Class<?>... decisions) {
        String names = Stream.of(decisions).map(Class::getSimpleName).collect(Collectors.joining(", "));
        return List.of(rule(belongToAnyOf(decisions), names));
    }

    static List<ArchRule> packages(String... decisions) {
        return List.of(rule(resideInAnyPackage(decisions), String.join(", ", decisions)));
    }

    private static ArchRule rule(DescribedPredicate<JavaClass> decisions, String names) {
        return ArchRuleDefinition.classes()
                .that(decisions)
                .should(seeNoFramework())
                .as("decisions see Java, our contracts and their own package: " + names);
    }

    private static ArchCondition<JavaClass> seeNoFramework() {
        return new ArchCondition<>("see no framework") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !isVisible(dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isVisible(Dependency dependency) {
        JavaClass seen = dependency.getTargetClass().getBaseComponentType();
        String place = seen.getPackageName();
        return seen.isPrimitive()
                || place.equals(dependency.getOriginClass().getPackageName())
                || VISIBLE.stream().anyMatch(root -> place.equals(root) || place.startsWith(root + "."));
    }
}
