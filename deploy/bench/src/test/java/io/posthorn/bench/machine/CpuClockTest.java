// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuClockTest {

    @Test
    void what_was_used_before_the_start_does_not_count() {
        Map<Long, Duration> now = new HashMap<>(Map.of(1L, Duration.ofSeconds(5), 2L, Duration.ofSeconds(7)));
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("kafka", 1L);
        pids.put("generator", 2L);
        CpuClock clock = new CpuClock(pids, now::get);
        now.put(1L, Duration.ofSeconds(8));

        assertThat(clock.used())
                .containsExactly(entry("kafka", Duration.ofSeconds(3)), entry("generator", Duration.ZERO));
        now.put(2L, Duration.ofSeconds(8));
        assertThat(clock.inAll()).isEqualTo(Duration.ofSeconds(4));
    }
}
