// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts;

import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may see what. All other modules stand on this one, so it sees no framework. */
class ArchitectureTest {

    private static final String ROOT = "io.posthorn.contracts";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Besides Java and the null annotations. */
    static Stream<Arguments> packages() {
        return Stream.of(
                allowed("v1", "com.google.protobuf"),
                allowed("text", "tools.jackson"),
                allowed("position", "v1", "com.google.protobuf"),
                allowed("retention", "v1", "com.google.protobuf"),
                allowed("integrity", "notification", "position", "v1", "com.google.protobuf"),
                allowed("session", "text", "v1", "com.google.protobuf"),
                allowed("topic", "v1", "com.google.protobuf", "org.apache.kafka"),
                allowed("notification", "text", "retention", "v1", "com.google.protobuf", "tools.jackson"),
                allowed("export", "text", "notification", "position", "v1", "com.google.protobuf", "tools.jackson"),
                allowed("wire", "text", "notification", "position", "v1", "com.google.protobuf", "tools.jackson"));
    }

    private static Arguments allowed(String name, String... seen) {
        return Arguments.of(name, List.of(seen));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageSeesOnlyWhatItNeeds(String name, List<String> seen) {
        List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT + "." + name));
        seen.forEach(each -> allowed.add(each.contains(".") ? each + ".." : ROOT + "." + each));

        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should(onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(DescribedPredicate.describe(
                                "primitives",
                                each -> each.getBaseComponentType().isPrimitive()))))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNamedAbove() {
        Set<String> named =
                packages().map(each -> ROOT + "." + each.get()[0]).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packagesWithClasses().map(JavaPackage::getName)).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        assertThat(packagesWithClasses().filter(each -> !each.getRelativeName().equals("v1")))
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    private static Stream<JavaPackage> packagesWithClasses() {
        return CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.getClasses().isEmpty());
    }
}
