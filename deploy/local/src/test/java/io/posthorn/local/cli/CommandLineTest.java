// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is wrong with a command line is said before anything is looked for or started. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "up", "demo", "send", "listen", "history", "export", "verify", "token"})
    void helpsWithEachCommand(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();

        assertThat(out.toString()).startsWith("Usage: " + ("deploy/posthorn " + command).strip());
        assertThat(err.toString()).isEmpty();
    }

    static Stream<List<String>> wrong() {
        return Stream.of(
                line("Missing required subcommand"),
                line("Unmatched argument at index 0: 'dance'", "dance"),
                line("Unknown option: '--loud'", "up", "--loud"),
                line("A port must be 0 to 65535, not 70000", "up", "--kafka-port", "70000"),
                line("A port must be 0 to 65535, not -1", "demo", "--history-port", "-1"),
                line("Invalid value for option '--issuer-port'", "up", "--issuer-port", "many"),
                line("--gateways must be 1 or more, not 0", "up", "--gateways", "0"),
                line("Missing required option: '--user=USER'", "send", "--title", "x"),
                line("Invalid value for option '--via'", "send", "--user", "user-1", "--via", "pigeon"),
                line("class is unknown, configured are", "send", "--user", "user-1", "--class", "nonsense"),
                line("not a duration in ISO 8601", "send", "--user", "user-1", "--ttl", "2 days"),
                line("ttl must be positive", "send", "--user", "user-1", "--ttl", "PT0S"),
                line("data is not JSON", "send", "--user", "user-1", "--data", "{"),
                line("id: allowed are", "send", "--user", "user-1", "--id", "a b"),
                line("target.users: allowed are", "send", "--user", ""),
                line("--count must be 1 or more, not 0", "send", "--user", "user-1", "--count", "0"),
                line("Missing required parameter: 'DEVICE'", "listen", "user-1"),
                line("--count must be 1 or more, not -5", "listen", "user-1", "phone", "--count", "-5"),
                line("Missing required parameter: 'USER'", "history"),
                line("--limit must be 1 or more, not 0", "history", "user-1", "--limit", "0"),
                line("Invalid value for option '--order'", "history", "user-1", "--order", "random"),
                line("--audit and --purpose belong together", "history", "user-1", "--audit"),
                line("--audit and --purpose belong together", "history", "user-1", "--purpose", "why not"),
                line("Missing required option: '--purpose=TEXT'", "export", "folder"),
                line("--part-rows must be 1 or more, not 0", "export", "folder", "--purpose", "p", "--part-rows", "0"),
                line("Missing required parameter: 'FOLDER'", "verify"),
                line("--key is neither a public key", "verify", "folder", "--key", "secret"),
                line("Missing required parameter: 'USER'", "token"));
    }

    private static List<String> line(String message, String... arguments) {
        return Stream.concat(Stream.of(message), Stream.of(arguments)).toList();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses(List<String> messageAndLine) {
        String[] arguments = messageAndLine.stream().skip(1).toArray(String[]::new);

        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(messageAndLine.get(0))
                .contains("See: deploy/posthorn")
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheCommandWhoseHelpIsMeant() {
        run("token");

        assertThat(err.toString()).endsWith("See: deploy/posthorn token --help\n");
    }

    private int run(String... arguments) {
        return PosthornCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
