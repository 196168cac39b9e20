// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.CommandPage;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on receipts work as they stand there. */
@WholeStackAlone
class ReceiptsPageE2E {

    private final List<String> commands = CommandPage.named("receipts.md").commands().stream()
            .map(CommandPage.Command::text)
            .toList();

    @Test
    void upstreamSeesWhatBecameOfWhatItSent(Posthorn posthorn, @TempDir Path folder) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Terminal terminal = new Terminal(posthorn, folder);
        assertThat(commands).hasSize(2);

        assertThat(terminal.output(commands.get(0).replace("user-1", user.name())))
                .isNotEmpty();
        phone.awaitCount(1);
        String id = phone.message(0).getId();
        posthorn.receipts().awaitDelivered(List.of(id), user.name(), "phone");

        assertThat(terminal.output(commands.get(1)))
                .contains(id + " ACCEPTED")
                .contains(id + " ROUTED " + user.name())
                .contains(id + " DELIVERED " + user.name() + " phone");
    }
}
