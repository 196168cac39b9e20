// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Classes that cannot be stop the service before it does anything, with the value and the rule. */
class ClassesIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name=chat, retention=7d, offline=8d | class chat: offline is PT192H, allowed: at most the retention
            name=chat, retention=7d, offline=0s | class chat: offline is PT0S, allowed: more than 0
            name=chat, retention=-1d            | class chat: retention is PT-24H, allowed: 0 or more
            name=live, retention=0s, critical=true | class live: critical is true, allowed: a class that is stored
            name=My Class, retention=7d         | class My Class: name is My Class, allowed: a to z, 0 to 9 and -
            retention=7d                        | class null: name is null, allowed
            name=chat, retention=a week         | 'a week' is not a valid duration
            name=chat, receipts=some            | ReceiptLevel.some
            name=chat, critical=perhaps         | Invalid boolean value 'perhaps'
            name=chat, retension=7d             | [posthorn.classes[0].retension] were left unbound
            """)
    void aClassThatCannotBeIsNamedWithItsValueAndTheRule(String fields, String message) {
        assertThatThrownBy(() -> start(classes(fields))).rootCause().hasMessageContaining(message);
    }

    @Test
    void twoClassesOfOneNameAreNoClasses() {
        List<String> twice = new ArrayList<>(classes("name=chat, retention=7d"));
        twice.addAll(classes("name=chat, retention=8d").stream()
                .map(argument -> argument.replace("[0]", "[1]"))
                .toList());

        assertThatThrownBy(() -> start(twice)).rootCause().hasMessage("class chat is configured twice");
    }

    @Test
    void whoStartsItIsToldAndTheProcessEnds() throws Exception {
        var topics = new Topics("never-reached", 1, 1, (short) 1);
        List<String> arguments = classes("name=chat, retention=7d, offline=8d");
        try (var process = new DeliveryProcess(
                "delivery-1",
                directory,
                "localhost:1",
                topics,
                "http://localhost:1",
                arguments.toArray(String[]::new))) {
            process.launch();

            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(Files.readString(process.logFile()))
                    .contains("APPLICATION FAILED TO START")
                    .contains("class chat: offline is PT192H, allowed: at most the retention");
        }
    }

    private void start(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=0");
        all.add("--posthorn.delivery.state-directory=" + directory);
        new SpringApplicationBuilder(DeliveryService.class)
                .run(all.toArray(String[]::new))
                .close();
    }

    private static List<String> classes(String fields) {
        return Arrays.stream(fields.split(", "))
                .map(field -> "--posthorn.classes[0]." + field)
                .toList();
    }
}
