// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page for operators promises to find. */
class OperationsPageTest {

    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    @Test
    void namesTheGroups() throws IOException {
        StreamsConfigs configs = new StreamsConfigs(
                "localhost:1", TOPICS, "delivery-1", Path.of("unused"), URI.create("http://localhost:1"));

        assertThat(page()).contains("| `" + configs.group("fanout") + "` |", "| `" + configs.group("router") + "` |");
        assertThat(configs.group("router")).as("where history looks for it").isEqualTo(TOPICS.routerGroup());
        assertThat(TOPICS.messagesGroups())
                .allSatisfy(group -> assertThat(page()).contains("| `" + group + "` |"));
    }

    /** Messages send their readers to them. */
    @ParameterizedTest
    @ValueSource(strings = {"A place in the log is lost", "A topic was created again"})
    void hasTheSectionsThatMessagesName(String section) throws IOException {
        assertThat(page()).contains("\n## " + section + "\n");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "deploy", "docs", "operations.md"));
    }
}
