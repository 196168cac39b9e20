// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.tngtech.archunit.lang.ArchRule;
import io.posthorn.testkit.HouseRules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    private static final String ROOT = "io.posthorn.history";

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.of(ROOT)
                .decisionPackages(ROOT + ".tier")
                .and(decides("consuming", "Backoff", "Start"))
                .and(decides("sending", "Refusal"))
                .and(decides("watermark", "Watermark", "Publication", "Passage", "Stretch"))
                .and(decides("store", "Bulkhead"))
                .and(decides("stored", "Indexed"))
                .and(decides("writing", "Intake", "NewRow", "Outcome", "KnownSlices", "Placement"))
                .and(decides("writing", "Bundle", "Fresh", "Home", "Trial"))
                .and(decides("stored", "LazyMerge", "Parts", "Partition", "Place", "Span", "Order", "StoredMessage"))
                .and(decides("stored", "ErasedContent"))
                .and(decides("erasure", "RowErasure"))
                .and(decides("replay", "PageChain", "Chain", "Draft", "Page", "Bounds", "Request", "Deliveries"))
                .and(decides("receipt", "RangeReceipts"))
                .and(decides("reading", "Filter", "Listing", "PageToken", "MessagesPage"))
                .and(decides("counting", "Kept", "Count", "DayCount"))
                .and(decides("moment", "Moment", "RecentMoments"))
                .and(decides("tiering", "Tiering"))
                .and(decides(
                        "audit",
                        "AuditRead",
                        "AuditReadsQuery",
                        "AuditReadsToken",
                        "AuditReadsPage",
                        "AuditedQuery",
                        "Purpose"))
                .and(decides("security", "Reach", "Viewer"))
                .and(decides(
                        "export",
                        "ExportQuery",
                        "ExportPlace",
                        "ExportToken",
                        "ExportTokens",
                        "ExportStep",
                        "PartSize",
                        "CsvText"))
                .and(decides("recording", "Place", "Intake", "Known"))
                .and(decides(
                        "connection",
                        "ConnectionFact",
                        "ConnectionIntake",
                        "CursorAt",
                        "DeviceState",
                        "Happened",
                        "KeptAttributes",
                        "Stretch",
                        "Thinned",
                        "Word"))
                .and(decides(
                        "group",
                        "Change",
                        "Course",
                        "Mark",
                        "MembershipFact",
                        "MembershipIntake",
                        "Side",
                        "Slice",
                        "Stay",
                        "Stays",
                        "Walk"))
                .and(decides("revocation", "RevocationFact", "RevocationIntake", "Revoked"))
                .and(decides("asking", "Asked", "Continuation"))
                .and(decides("sealing", "Seal"))
                .and(decides(
                        "custody",
                        "Actor",
                        "AcrossParts",
                        "Chain",
                        "Criteria",
                        "ErasureOrder",
                        "Event",
                        "Hold",
                        "Knowledge",
                        "Register",
                        "Ruling",
                        "Rulings",
                        "Step",
                        "StepKind",
                        "Verification"))
                .and(decides(
                        "hold", "HeldMessage", "HeldOrder", "HeldPage", "HeldPlace", "HeldSlice", "Mark", "Placed"))
                .and(decides("integrity", "Tree", "Growth", "TreeHash", "TreeLeaf", "StoredNodes"))
                .and(decides("checkpoint", "Signature", "StoredCheckpoint"))
                .and(decides("proof", "AskedLeaf"))
                .and(decides("kept", "Shards", "UserOrder", "KeptReceipt", "UserRows", "ByUser"))
                .and(decides("keeping", "NewReceipt", "ReceiptIntake", "Bundles"))
                .and(decides("outcome", ".*"))
                .and(decides(
                        "ledger",
                        "Recipients\\w*",
                        "Named",
                        "BroadcastCounts",
                        "NotificationView",
                        "Ledger",
                        "Progress"))
                .and(onlyStatementsSeeTheDriver())
                .and(whatHasExpiredIsToldByAgreedTime())
                .and(noRepositories())
                .and(noLoggedBatches())
                .and(nobodySeesOtherServices())
                .and(nobodyAsksWhereTheMachineStands())
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
                        "org.springframework..",
                        "com.datastax..",
                        "org.apache..",
                        "io.micrometer..",
                        "tools.jackson..",
                        "org.slf4j..")
                .as("decisions of " + capability + " see no framework: " + String.join(", ", names));
    }

    private static ArchRule onlyStatementsSeeTheDriver() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".store", ROOT + ".schema", ROOT + ".stored", ROOT + ".kept")
                .and()
                .haveNameNotMatching(
                        ".*\\.((Insert|Select|Update|Delete)[\\w$]*|\\w*Columns|\\w*Configuration|Problems|RowWriter)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .as("only statements see Cassandra's driver");
    }

    private static ArchRule whatHasExpiredIsToldByAgreedTime() {
        return noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".stored", ROOT + ".hold", ROOT + ".tier")
                .or()
                .haveNameMatching(".*\\.Erasure(Errand|Configuration)")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .as("a host's own clock does not decide what has expired and what is erased");
    }

    private static ArchRule noRepositories() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.data..")
                .as("statements are our own: no Spring Data");
    }

    private static ArchRule noLoggedBatches() {
        return noClasses()
                .should()
                .accessField(BatchType.class, "LOGGED")
                .orShould()
                .accessField(DefaultBatchType.class, "LOGGED")
                .as("batches are of one partition and unlogged");
    }

    private static ArchRule nobodySeesOtherServices() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.posthorn.delivery..", "io.posthorn.gateway..")
                .as("history knows the other services by their topics only");
    }

    private static ArchRule nobodyAsksWhereTheMachineStands() {
        return noClasses()
                .should()
                .callMethod(ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .as("days and months are those of UTC, not of the machine");
    }
}
