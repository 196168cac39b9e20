// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.posthorn.contracts.golden.Golden;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.contracts.wire.Subprotocol;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolPageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("(<!-- golden: (\\w+)/(\\S+) -->\n)?```json\n(.*?)\n```", Pattern.DOTALL);

    private final Page page = Page.of("protocol.md");

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("client frames", Named.of("ClientFrame", ClientFrame.getDescriptor())),
                Arguments.of("server frames", Named.of("ServerFrame", ServerFrame.getDescriptor())));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void hasEveryFrameAndEveryFieldAndNoOther(String table, Descriptor frame) {
        assertThat(documented(page.rows(table))).isEqualTo(fields(frame));
    }

    private static Map<String, Set<String>> documented(List<List<String>> rows) {
        Map<String, Set<String>> frames = new LinkedHashMap<>();
        Set<String> fields = new LinkedHashSet<>();
        for (List<String> row : rows) {
            assertThat(row).as("row %s", row).hasSize(4);
            assertThat(row.get(3)).as("meaning of %s", row).isNotBlank();
            if (!row.get(0).isEmpty()) {
                fields = new LinkedHashSet<>();
                frames.put(code(row.get(0)), fields);
            } else {
                assertThat(fields.add(code(row.get(1))))
                        .as("only one row for %s", row)
                        .isTrue();
            }
        }
        return frames;
    }

    private static Map<String, Set<String>> fields(Descriptor frame) {
        return frame.getFields().stream()
                .collect(Collectors.toMap(
                        FieldDescriptor::getJsonName,
                        type -> type.getMessageType().getFields().stream()
                                .flatMap(ProtocolPageTest::names)
                                .collect(Collectors.toSet())));
    }

    private static Stream<String> names(FieldDescriptor field) {
        boolean content = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(Content.getDescriptor());
        return content ? Stream.of("data", "dataContentType", "dataBase64") : Stream.of(field.getJsonName());
    }

    private static String code(String cell) {
        assertThat(cell).matches("`\\w+`");
        return cell.replace("`", "");
    }

    @Test
    void hasTheCloseCodesOfTheCode() {
        String generated = Arrays.stream(CloseCode.values())
                .map(code -> "| %d | %s | %s |".formatted(code.code(), code.reason(), comesBack(code.reconnect())))
                .collect(Collectors.joining("\n", "| Code | Reason | The client comes back |\n|---|---|---|\n", ""));

        assertThat(page.table("close codes"))
                .as(page.paste("close codes", generated))
                .isEqualTo(generated);
    }

    private static String comesBack(CloseCode.Reconnect reconnect) {
        return switch (reconnect) {
            case NEVER -> "not by itself";
            case WITH_BACKOFF ->
                "with backoff: at once, then after growing, random pauses; not before `goAway.reconnectAfter` where"
                        + " there was one";
            case NOT_BEFORE_A_MINUTE -> "after 60 s, if it is the one in use";
            case WHEN_TOLD -> "when told: after `goAway.reconnectAfter`, without one with backoff";
        };
    }

    @Test
    void showsGoldenFilesAndNothingElse() {
        List<MatchResult> examples = EXAMPLE.matcher(page.text()).results().toList();

        assertThat(examples).hasSizeGreaterThan(5).allSatisfy(example -> {
            assertThat(example.group(1))
                    .as("golden file of %s", example.group())
                    .isNotNull();
            assertThat(example.group(4))
                    .isEqualTo(Golden.named(example.group(2), example.group(3)).text());
        });
    }

    @Test
    void namesWhatIsOfferedAndWhatIsCounted() {
        assertThat(page.text()).contains(Subprotocol.BEARER_PREFIX + "<token>");
        for (Subprotocol protocol : Subprotocol.values()) {
            assertThat(page.text()).contains("`" + protocol.id() + "`");
        }
        Arrays.stream(SkipReason.values())
                .filter(reason -> reason != SkipReason.UNRECOGNIZED && reason.getNumber() != 0)
                .map(reason -> reason.name().replace("SKIP_REASON_", "").toLowerCase(Locale.ROOT))
                .forEach(reason -> assertThat(page.table("server frames")).contains("`" + reason + "`"));
    }

    /** Those that the codecs give; the gateway adds its own. */
    @Test
    void namesTheErrors() {
        assertThat(page.text())
                .contains(
                        "| `unknown-type` |",
                        "| `bad-field` |",
                        "| `missing-field` |",
                        "| `bad-device` |",
                        "| `bad-window` |",
                        "| `too-many-attributes` |",
                        "| `bad-cursor` |");
    }
}
