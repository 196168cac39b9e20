// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;

/** What no class of ours is called or does. */
final class CodeRules {

    private static final String VAGUE_NAME = ".*(Helper|Util|Utils|Manager|Impl|Info)";
    private static final String VALUE = "org.springframework.beans.factory.annotation.Value";

    private CodeRules() {}

    /** @param printing packages that may write to standard output */
    static List<ArchRule> every(Collection<String> printing) {
        return List.of(names(), configuration(), waiting(), standardStreams(printing));
    }

    private static ArchRule names() {
        return noClasses()
                .should()
                .haveNameMatching(VAGUE_NAME)
                .as("names say what a class is: no Helper, Util, Manager, Impl, Info");
    }

    private static ArchRule configuration() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(VALUE)
                .as("configuration comes in typed records: no @Value");
    }

    private static ArchRule waiting() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .as("nothing sleeps: it waits for a condition");
    }

    private static ArchRule standardStreams(Collection<String> printing) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(printing.toArray(String[]::new))))
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .as("only programs that talk to a person print");
    }
}
