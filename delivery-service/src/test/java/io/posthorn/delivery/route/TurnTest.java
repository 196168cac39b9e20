// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TurnTest {

    @Test
    void whoFailsDoesNotKeepTheOthersFromTheirTurn() {
        List<String> had = new ArrayList<>();
        for (String whose : List.of("a", "b", "c")) {
            Turn.take(whose, () -> {
                if (whose.equals("b")) {
                    throw new IllegalStateException("b is not sound");
                }
                had.add(whose);
            });
        }

        assertThat(had).containsExactly("a", "c");
    }

    @Test
    void whatKafkaRefusesStopsTheTask() {
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> Turn.take("a", () -> {
                    throw new KafkaException("fenced");
                }));
    }
}
