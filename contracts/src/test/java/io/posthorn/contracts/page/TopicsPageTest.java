// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsPageTest {

    private final Page page = Page.of("topics.md");

    @Test
    void hasTheTopicsOfTheCode() {
        String generated = Arrays.stream(Topic.values())
                .map(TopicsPageTest::row)
                .collect(Collectors.joining(
                        "\n",
                        "| Topic | Key | Value | Partitions | Cleanup | Written by | Read by |\n|---|---|---|---|---|---|---|\n",
                        ""));

        assertThat(page.table("topics")).as(page.paste("topics", generated)).isEqualTo(generated);
    }

    private static String row(Topic topic) {
        String value = topic.value().matches("[A-Z].*") ? topic.value().replaceFirst("^(\\w+)", "`$1`") : topic.value();
        return "| `%s` | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        name(topic),
                        topic.key().replaceAll("(\\S+<\\w+>)", "`$1`"),
                        value,
                        topic.hasOnePartition() ? "1" : "P",
                        topic.cleanup(),
                        topic.writers(),
                        topic.readers());
    }

    private static String name(Topic topic) {
        return "posthorn." + topic.suffix()
                + switch (topic) {
                    case INBOX -> ".<era>";
                    case GATEWAY -> ".<id>";
                    default -> "";
                };
    }

    @Test
    void hasTheReasonsOfTheCode() {
        assertThat(page.rows("reasons"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(Arrays.stream(Rejection.values())
                        .map(each -> "`" + each.id() + "`")
                        .toList());
    }

    @Test
    void hasTheHeadersOfTheCode() {
        assertThat(page.rows("headers"))
                .extracting(row -> row.get(0))
                .containsExactly(
                        "`" + Rejection.REASON_HEADER + "`",
                        "`" + Rejection.DETAIL_HEADER + "`",
                        "`" + Rejection.TOPIC_HEADER + "`",
                        "`" + Rejection.PARTITION_HEADER + "`",
                        "`" + Rejection.OFFSET_HEADER + "`");
    }
}
