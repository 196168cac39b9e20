// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.SkipReason;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages on receipts, classes and the API say what the code does. */
class PagesTest {

    @Test
    void everyStateIsThereWithTheLevelsThatWriteIt() throws IOException {
        List<List<String>> expected = Arrays.stream(ReceiptState.values())
                .filter(state -> state != ReceiptState.RECEIPT_STATE_UNSPECIFIED && state != ReceiptState.UNRECOGNIZED)
                .map(state -> List.of(code(state.name().substring("RECEIPT_STATE_".length())), levels(state)))
                .toList();

        assertThat(rows("receipts.md", "states").stream().map(row -> row.subList(0, 2)))
                .containsExactlyElementsOf(expected);
    }

    private static String levels(ReceiptState state) {
        return Arrays.stream(ReceiptLevel.values())
                .filter(level -> level.covers(state))
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @Test
    void everyReasonForASkipIsThere() throws IOException {
        Stream<String> expected = Arrays.stream(SkipReason.values())
                .filter(reason -> reason != SkipReason.SKIP_REASON_UNSPECIFIED && reason != SkipReason.UNRECOGNIZED)
                .filter(reason -> reason != SkipReason.SKIP_REASON_EXPIRED)
                .map(reason ->
                        code(reason.name().substring("SKIP_REASON_".length()).toLowerCase(Locale.ROOT)));

        assertThat(rows("receipts.md", "reasons").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    @Test
    void theDefaultClassesAreThere() throws IOException {
        List<List<String>> expected = DeliveryClasses.defaults().all().stream()
                .map(kind -> List.of(
                        code(kind.name()),
                        time(kind.retention(), "none"),
                        time(kind.offline() == null ? kind.retention() : kind.offline(), "not at all"),
                        kind.receipts().name().toLowerCase(Locale.ROOT),
                        kind.critical() ? "yes" : "no"))
                .toList();

        assertThat(rows("classes.md", "defaults")).containsExactlyElementsOf(expected);
    }

    private static String time(@Nullable Duration time, String zero) {
        if (time == null) {
            return "without end";
        }
        return time.isZero() ? zero : time.toDays() + " d";
    }

    @Test
    void everyFieldOfAClassIsThere() throws IOException {
        Stream<String> expected = Arrays.stream(DeliveryClass.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(PagesTest::code);

        assertThat(rows("classes.md", "fields").stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(expected.toList());
    }

    /** As those who answer have it in their annotations. */
    @Test
    void everyEndpointIsThere() throws IOException {
        Stream<String> mapped = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.posthorn.delivery").stream()
                        .filter(type -> type.isAnnotatedWith(RestController.class))
                        .map(JavaClass::reflect)
                        .flatMap(PagesTest::endpoints)
                        .map(PagesTest::code);

        assertThat(rows("delivery-api.md", "endpoints").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(mapped.toList());
    }

    private static Stream<String> endpoints(Class<?> controller) {
        RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        String prefix = above == null || above.path().length == 0 ? "" : above.path()[0];
        return Arrays.stream(controller.getDeclaredMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .filter(Objects::nonNull)
                .map(mapping ->
                        mapping.method()[0] + " " + prefix + (mapping.path().length == 0 ? "" : mapping.path()[0]));
    }

    private static List<List<String>> rows(String page, String table) throws IOException {
        Path file = Path.of(System.getProperty("basedir", "."), "..", "deploy", "docs", page);
        List<String> lines = Files.readString(file)
                .lines()
                .dropWhile(line -> !line.equals("<!-- table: " + table + " -->"))
                .takeWhile(line -> !line.equals("<!-- end -->"))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        return lines.stream()
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
