// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.CommandPage;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The commands of the page for auditors answer its questions as they stand there. */
@Isolated
@WholeStack
class AuditingPageE2E {

    private static final String WHOM = "user-1";
    private static final String GROUP = "eng";

    private final CommandPage page = CommandPage.named("auditors.md");

    @Test
    void everyQuestionIsAnswered(Posthorn posthorn, @TempDir Path folder) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(3);
        phone.awaitIds(sent);
        user.awaitHistory(sent);
        String group = "group-of-" + user.name();
        new Operator(posthorn).add(group, user);
        Terminal terminal = new Terminal(posthorn, folder);
        Map<String, String> expected = expected(user, sent);

        assertThat(page.headings()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((question, answer) -> {
            List<String> commands = page.sections().get(question);
            assertThat(commands).as(question).isNotEmpty();
            Patience.await(question)
                    .untilAsserted(() -> assertThat(commands.stream()
                                    .map(each -> run(terminal, of(each, user, group)))
                                    .toList())
                            .as(question)
                            .last()
                            .asString()
                            .contains(answer));
        });
    }

    /** What the page calls by one name, the test has of its own. */
    private static String of(String command, TestUser user, String group) {
        return command.replace("/" + GROUP + "/", "/" + group + "/").replace(WHOM, user.name());
    }

    /** Question → what its answer must hold. */
    private static Map<String, String> expected(TestUser user, List<String> sent) {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("What was this user sent?", "\"id\":\"" + sent.get(2) + "\"");
        expected.put("When was this user connected, and with which devices?", "\"kind\":\"connected\"");
        expected.put("What had this device stored at a time?", "\"id\":\"" + sent.get(2) + "\"");
        expected.put("Who was in this group?", "\"user\":\"" + user.name() + "\"");
        expected.put("How many messages were there?", "\"class\":\"system\"");
        expected.put("Who has read this user's data?", "\"purpose\":\"complaint 17\"");
        return expected;
    }

    private static String run(Terminal terminal, String command) {
        try {
            Terminal.Outcome outcome = terminal.run(command);
            assertThat(outcome.exitCode())
                    .as("%s%n%s", command, outcome.output())
                    .isZero();
            return outcome.output();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
