// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against this machine's {@code /proc}. */
class ProcIT {

    @Test
    void this_process_has_used_time() {
        assertThat(ProcessTime.of(ProcessHandle.current().pid())).isGreaterThan(Duration.ZERO);
    }

    @Test
    void a_process_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ProcessTime.of(99_999_999))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("99999999");
    }

    @Test
    void this_machine_is_described() {
        assertThat(Machine.now().cores()).isPositive();
        assertThat(Machine.now().jdk()).contains(System.getProperty("java.version"));
    }
}
