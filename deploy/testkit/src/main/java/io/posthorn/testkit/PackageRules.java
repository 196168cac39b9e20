// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Packages are capabilities, say what may be null, and do not depend on each other in circles. */
final class PackageRules {

    private PackageRules() {}

    static List<ArchRule> every() {
        return List.of(nullMarked(), capabilities(), acyclic());
    }

    private static ArchRule nullMarked() {
        return all(packages()).should(new ArchCondition<>("be @NullMarked in a package-info") {
            @Override
            public void check(JavaPackage item, ConditionEvents events) {
                boolean marked = item.isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " is not @NullMarked"));
            }
        });
    }

    private static ArchRule capabilities() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..controller..",
                        "..service..",
                        "..util..",
                        "..impl..",
                        "..common..",
                        "..manager..",
                        "..helper..")
                .as("packages are named after what they can do");
    }

    private static ArchRule acyclic() {
        return SlicesRuleDefinition.slices()
                .assignedFrom(eachPackage())
                .should()
                .beFreeOfCycles()
                .as("packages do not depend on each other in circles");
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses collection) {
                return collection.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
            }
        };
    }

    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }
}
