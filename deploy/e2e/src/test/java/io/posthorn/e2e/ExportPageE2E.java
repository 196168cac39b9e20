// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.CommandPage;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The commands of the page on exports work as they stand there: what was sent is exported and proven, and what was changed since is named. */
@WholeStackAlone
class ExportPageE2E {

    private static final int SENT = 5;

    private final List<String> commands = CommandPage.named("export.md").commands().stream()
            .map(CommandPage.Command::text)
            .toList();

    @TempDir
    private Path folder;

    @Test
    void whatAUserWasSentIsExportedAndVerified(Posthorn posthorn) throws IOException {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(SENT);
        user.awaitHistory(sent);
        Terminal terminal = new Terminal(posthorn, folder);
        Files.writeString(folder.resolve("our-key.txt"), verifierKey(posthorn));
        assertThat(commands).hasSize(4);

        assertThat(terminal.output(here(commands.get(0), user))).contains("5 rows in 1 parts");
        assertThat(terminal.output(here(commands.get(1), user))).contains("5 rows, 5 of them proven, 0 findings");
        assertThat(terminal.output(here(commands.get(2), user))).contains(sent).contains("\"kind\":\"end\"");
        assertThat(terminal.output(here(commands.get(3), user)))
                .contains("5 rows, 5 of them proven, 0 findings")
                .doesNotContain("The key is the one that the export itself names");
    }

    /** All leaves of the log would take no fewer requests. */
    @Test
    void oneMessageIsProvenByItsPathAlone(Posthorn posthorn) throws Exception {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(1);
        user.awaitHistory(sent);
        Terminal terminal = new Terminal(posthorn, folder);
        Path export = folder.resolve("complaint-17");

        assertThat(terminal.output(here(commands.get(0), user))).contains("1 rows in 1 parts");
        assertThat(terminal.output(here(commands.get(1), user))).contains("1 rows, 1 of them proven, 0 findings");
        assertThat(export).isDirectoryNotContaining("glob:**leaves-*");
        Path part = export.resolve("part-00001.ndjson");
        Files.writeString(part, Files.readString(part).replace("\"title\":\"Shipped\"", "\"title\":\"Lost\""));
        Terminal.Outcome outcome = terminal.run(here(commands.get(1), user));
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output())
                .containsPattern("(?m)^altered +%s .*it is not what the log held at leaf".formatted(user))
                .contains("0 of them proven");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDoneToTheFilesIsNamed(Tampering tampering, Posthorn posthorn) throws Exception {
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(SENT);
        user.awaitHistory(sent);
        Terminal terminal = new Terminal(posthorn, folder);
        terminal.output(here(commands.get(0), user));
        Path part = folder.resolve("complaint-17/part-00001.ndjson");
        List<String> rows = new ArrayList<>(Files.readAllLines(part));

        tampering.on(rows);
        Files.write(part, rows);
        Terminal.Outcome outcome = terminal.run(here(commands.get(1), user));

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(outcome.output())
                .containsPattern("(?m)^%s +%s .*%s".formatted(tampering.finding, user, tampering.where(sent)));
    }

    /** What somebody does to the third row. */
    enum Tampering {
        CHANGED("altered") {
            @Override
            void on(List<String> rows) {
                rows.set(2, rows.get(2).replace("\"title\":\"Shipped\"", "\"title\":\"Lost\""));
            }
        },
        TAKEN_OUT("missing") {
            @Override
            void on(List<String> rows) {
                rows.remove(2);
            }

            @Override
            String where(List<String> sent) {
                return "row 3 of part-00001.ndjson";
            }
        },
        MOVED("out of order") {
            @Override
            void on(List<String> rows) {
                Collections.swap(rows, 2, 3);
            }
        };

        private final String finding;

        Tampering(String finding) {
            this.finding = finding;
        }

        abstract void on(List<String> rows);

        /** What the finding names. */
        String where(List<String> sent) {
            return "\\(orders/" + sent.get(2) + "\\), row 3 of part-00001.ndjson";
        }
    }

    /** What the page calls by one name, the test has of its own. */
    private String here(String command, TestUser user) {
        return command.replace("user-1", user.name())
                .replace(" complaint-17", " " + folder.resolve("complaint-17"))
                .replace("our-key.txt", folder.resolve("our-key.txt").toString());
    }

    private static String verifierKey(Posthorn posthorn) {
        String[] key = {""};
        Patience.await("trees are signed").untilAsserted(() -> {
            JsonNode trees = Http.json(Http.get(
                    posthorn.history().uri().resolve("/v1/trees"),
                    "Authorization",
                    "Bearer " + posthorn.token("auditor-1", "audit")));
            key[0] = trees.path("trees").path(0).path("verifierKey").asString("");
            assertThat(key[0]).isNotEmpty();
        });
        return key[0];
    }
}
