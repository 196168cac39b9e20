// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String[] DECISIONS = {"io.posthorn.client.stream", "io.posthorn.client.reconnect"};

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.posthorn.client");

    @Test
    void decisions_see_java_and_the_contracts_and_no_network() {
        classes()
                .that()
                .resideInAnyPackage(DECISIONS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.io..",
                        "org.jspecify..",
                        "com.google.protobuf..",
                        "io.posthorn.contracts..",
                        "io.posthorn.client.stream",
                        "io.posthorn.client.reconnect")
                .check(classes);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("io.posthorn.client.(*)..").should().beFreeOfCycles().check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.posthorn.client.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.posthorn.client")
                .check(classes);
    }

    @Test
    void the_client_stands_on_the_jdk_and_the_contracts_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache..", "tools.jackson..", "org.slf4j..")
                .check(classes);
    }
}
