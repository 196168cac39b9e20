// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import io.posthorn.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "io.posthorn.gateway";

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.of(ROOT)
                .decisionPackages(ROOT + ".stream", ROOT + ".frame")
                .and(decides("deadline", "ConnectionTimes", "Phase", "Due"))
                .and(decides("connection", "Ending", "Greeting", "DepartedConnections"))
                .and(decides("socket", "Backlog", "Inbound", "MessageAssembly", "Newcomer", "Pressure"))
                .and(decides("address", "Address", "Network", "TrustedProxies"))
                .and(decides("limit", "Limit", "Rate"))
                .and(decides("drain", "DrainPlan", "ReturnTimes"))
                .and(decides("audit", "AuditLine"))
                .and(decides("lease", "LeaseStep", "Succession"))
                .and(decides("handshake", "Admission", "OfferedProtocols", "OriginRule"))
                .and(decides("session", "CookieSession", "NewSession", "SessionCookie", "SessionTable"))
                .and(decides("revocation", "AdmissionGate"))
                .and(decides("anonymous", "AnonymousQuota"))
                .and(onlySocketsSeeJetty())
                .and(onlyEdgesSeeKafka())
                .and(nobodySeesOtherServices())
                .tests();
    }

    /** By name: most of these are nobody's business outside their package. */
    private static ArchRule decides(String capability, String... names) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + capability)
                .and()
                .haveNameMatching(".*\\.(" + String.join("|", names) + ")(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "org.eclipse..", "org.apache..", "io.micrometer..", "org.slf4j..")
                .as("decisions of " + capability + " see no framework: " + String.join(", ", names));
    }

    private static ArchRule onlySocketsSeeJetty() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".socket")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .as("only sockets see Jetty");
    }

    private static ArchRule onlyEdgesSeeKafka() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".broker", ROOT + ".event", ROOT + ".inbound", ROOT + ".lease", ROOT + ".revocation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .as("connections do not know that the log is Kafka");
    }

    private static ArchRule nobodySeesOtherServices() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.posthorn.delivery..", "io.posthorn.history..", "com.datastax..")
                .as("the gateway knows neither the other services nor Cassandra");
    }
}
