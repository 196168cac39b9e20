// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_shows_the_commands_and_their_defaults() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("latency", "backlog", "state", "idle", "storm", "history");
        assertThat(run("latency", "--help")).isZero();
        assertThat(out.toString()).contains("--rate").contains("500").contains("--warmup");
    }

    @ParameterizedTest
    @CsvSource({
        "--rate=0, 1 or more",
        "--users=0, 1 or more",
        "--seconds=0, 1 or more",
        "--warmup=-1, 0 or more",
        "--devices=17, 1 to 16",
        "--bytes=70000, 0 to 65536",
        "--subprotocol=xml, json or proto",
        "--rate=many, many",
        "--speed=9, --speed"
    })
    void an_option_that_is_not_allowed_is_named_with_its_rule_before_anything_starts(String option, String rule) {
        assertThat(run("latency", option)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "idle, --connections=0, 1 to 19400",
        "idle, --connections=19401, 1 to 19400",
        "idle, --gateways=10, 1 to 9",
        "idle, --devices-per-user=17, 1 to 16",
        "idle, --broadcasts=-1, 0 to 20",
        "idle, --seconds=0, 1 or more",
        "idle, --pause=-1, 0 or more",
        "idle, --java=/nowhere, a JDK's home",
        "idle, --gateway-heap=large, 512m",
        "storm, --rates=0, from 1",
        "storm, '--rates=100,100', each above the last",
        "storm, --rates=601, 18000 at most",
        "storm, --seconds=0, 1 or more",
        "storm, --others=1001, 1 to 1000",
        "storm, --quiet=0, 1 or more",
        "storm, --gateway-property=x, NAME=VALUE",
        "backlog, --messages=0, 1 or more",
        "history, --messages=0, 1 or more",
        "history, --heavy=0, 1 to 5000000",
        "history, --bytes=65537, 0 to 65536",
        "history, --days=81, 1 to 80",
        "history, --rate=0, 1 or more",
        "history, --pages=0, 1 or more",
        "state, --standbys=2, '0, or 1 with two instances'"
    })
    void so_it_is_for_each_command(String command, String option, String rule) {
        assertThat(run(command, option)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(rule);
    }

    private int run(String... args) {
        return Bench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
