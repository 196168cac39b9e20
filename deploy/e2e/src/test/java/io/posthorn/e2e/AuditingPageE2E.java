// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.CommandPage;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page for auditors answer its questions as they stand there, in the shape that it shows. */
@WholeStackAlone
class AuditingPageE2E {

    private final CommandPage page = CommandPage.named("auditors.md");

    @Test
    void everyQuestionIsAnswered(Posthorn posthorn, @TempDir Path folder) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(3);
        phone.awaitIds(sent);
        user.connect("tablet").leave();
        user.awaitHistory(sent);
        String group = "group-of-" + user;
        new Operator(posthorn).add(group, user);
        String hold = isHeld(posthorn, user);
        Terminal terminal = new Terminal(posthorn, folder);
        Map<String, List<String>> expected = expected(user, sent, hold);

        assertThat(page.headings()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((question, answers) -> {
            List<CommandPage.Command> commands = page.commandsOf(question);
            assertThat(commands).as(question).hasSameSizeAs(answers);
            for (int i = 0; i < answers.size(); i++) {
                CommandPage.Command command = commands.get(i);
                String text = command.text()
                        .replace("user-1", user.name())
                        .replace("/eng/", "/" + group + "/")
                        .replace("/o-17", "/" + sent.get(2))
                        .replace(" complaint-17", " " + folder.resolve("complaint-17"));
                Set<String> wanted = command.fields();
                wanted.add(answers.get(i));
                Patience.await(question)
                        .untilAsserted(() ->
                                assertThat(terminal.output(text)).as(question).contains(wanted));
            }
        });
    }

    /** Question → what the answer of each of its commands must hold. */
    private static Map<String, List<String>> expected(TestUser user, List<String> sent, String hold) {
        String message = "\"id\":\"" + sent.get(2) + "\"";
        String whose = "\"user\":\"" + user + "\"";
        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("What was this user sent?", List.of(message));
        expected.put("What became of this notification?", List.of(whose));
        expected.put("Did it reach this user, and if not, why?", List.of("It was delivered to phone at "));
        expected.put("When was this user connected, and with which devices?", List.of("\"kind\":\"disconnected\""));
        expected.put("What had this device stored at a time?", List.of(message));
        expected.put("Who was in this group?", List.of(whose));
        expected.put("How many messages were there?", List.of("\"class\":\"system\""));
        expected.put(
                "Can it be handed over, and is it shown that nothing was changed?",
                List.of("3 rows in 1 parts", "3 rows, 3 of them proven, 0 findings", "\"partition\":0"));
        expected.put(
                "Is this user's data held, or was it erased?",
                List.of("\"id\":\"" + hold + "\"", whose + ",\"state\":\"refused\"", "\"whole\":true"));
        expected.put("Who has read this user's data?", List.of("\"purpose\":\"complaint 17\""));
        return expected;
    }

    /** So that there is a hold, and an erasure that it stands in the way of. */
    private static String isHeld(Posthorn posthorn, TestUser user) {
        String hold = "hold-of-" + user;
        order(posthorn, "/v1/holds", "{\"id\":\"%s\",\"users\":[\"%s\"]}".formatted(hold, user), 202);
        order(posthorn, "/v1/erasures", "{\"user\":\"%s\"}".formatted(user), 409);
        return hold;
    }

    private static void order(Posthorn posthorn, String path, String body, int status) {
        var answer = Http.post(
                posthorn.history().uri().resolve(path + "?purpose=case+17"),
                body,
                "Authorization",
                "Bearer " + posthorn.token("admin-1", "admin"),
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
