// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.local.machine.Jdk;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceTuning;
import io.posthorn.local.stack.StackConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayJvmTest {

    private static final Jdk OLD = new Jdk(Path.of("/jdk-17"), 17);
    private static final Jdk NEW = new Jdk(Path.of("/jdk-25"), 25);
    private static final StackConfig STACK = StackConfig.of(Path.of("/home"), Path.of("/work"));

    @Test
    void gateways_get_a_fixed_heap_and_their_properties() {
        var jvm = new GatewayJvm(5, NEW, "512m", true, Map.of("posthorn.gateway.some", "thing"));

        StackConfig stack = jvm.of(STACK);

        ServiceTuning gateway = stack.tuning(Service.GATEWAY);
        assertThat(gateway.instances()).isEqualTo(5);
        assertThat(gateway.jvmOptions())
                .containsExactly("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseCompactObjectHeaders");
        assertThat(gateway.properties())
                .containsEntry("posthorn.gateway.some", "thing")
                .containsEntry("posthorn.gateway.allowed-origins", "https://app.example.org");
        assertThat(stack.javaHome()).isEqualTo(Path.of("/jdk-25"));
        assertThat(jvm.title()).isEqualTo("JDK 25, compact object headers, heap 512m");
    }

    @Test
    void without_compact_headers_they_have_none() {
        var jvm = new GatewayJvm(1, OLD, "1g", false, Map.of());

        assertThat(jvm.of(STACK).tuning(Service.GATEWAY).jvmOptions()).doesNotContain("-XX:+UseCompactObjectHeaders");
        assertThat(jvm.title()).isEqualTo("JDK 17, heap 1g");
    }

    @Test
    void an_older_jdk_has_no_compact_headers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewayJvm(1, OLD, "512m", true, Map.of()))
                .withMessage("--java is /jdk-17, release 17, allowed: with --coh release 25 or later");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "512k", "0m", "m", "-512m", "512m -Xss1m"})
    void what_is_no_size_is_refused(String heap) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewayJvm(1, OLD, heap, false, Map.of()))
                .withMessageContaining("--gateway-heap");
    }

    @Test
    void none_or_very_many_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GatewayJvm(0, OLD, "1g", false, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new GatewayJvm(10, OLD, "1g", false, Map.of()));
    }
}
