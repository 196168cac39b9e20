// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import io.posthorn.local.stack.StackConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The commands of the page on receipts work as they stand there. */
@Isolated
@WholeStack
class ReceiptsPageE2E {

    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String WHOM = "user-1";

    @Test
    void upstreamSeesWhatBecameOfWhatItSent(Posthorn posthorn, @TempDir Path folder) throws Exception {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Terminal terminal = new Terminal(posthorn, folder);
        List<String> commands = commands();
        assertThat(commands).hasSize(2);

        assertThat(run(terminal, commands.get(0).replace(WHOM, user.name()))).isNotEmpty();
        phone.awaitCount(1);
        String id = phone.message(0).getId();
        posthorn.receipts().awaitDelivered(List.of(id), user.name(), "phone");

        assertThat(run(terminal, commands.get(1)))
                .contains(id + " ACCEPTED")
                .contains(id + " ROUTED " + user.name())
                .contains(id + " DELIVERED " + user.name() + " phone");
    }

    private static String run(Terminal terminal, String command) throws Exception {
        Terminal.Outcome outcome = terminal.run(command);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private static List<String> commands() throws Exception {
        Path page = StackConfig.homeOfThisBuild().resolve("deploy/docs/receipts.md");
        return COMMANDS.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```sh\n".length(), block.length() - "```".length()))
                .toList();
    }
}
