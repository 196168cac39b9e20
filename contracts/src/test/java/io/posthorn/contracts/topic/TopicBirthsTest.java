// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicBirthsTest {

    @Test
    void atFirstNothingIsRecorded() {
        TopicBirths births = TopicBirths.compare(Map.of(), Map.of("inbox", "a", "messages", "b"));

        assertThat(births.unknown()).isEqualTo(Map.of("inbox", "a", "messages", "b"));
        assertThatNoException().isThrownBy(births::requireNoneChanged);
    }

    @Test
    void theSameTopicsAreTheSame() {
        TopicBirths births = TopicBirths.compare(Map.of("inbox", "a", "other", "x"), Map.of("inbox", "a"));

        assertThat(births.unknown()).isEmpty();
        assertThat(births.changed()).isEmpty();
    }

    @Test
    void aTopicWithAnotherIdWasCreatedAgain() {
        TopicBirths births =
                TopicBirths.compare(Map.of("inbox", "a", "messages", "b"), Map.of("inbox", "c", "messages", "b"));

        assertThatExceptionOfType(TopicMisfitException.class)
                .isThrownBy(births::requireNoneChanged)
                .withMessageContaining("inbox (its id was a and is c)")
                .withMessageContaining("operations.md")
                .withMessageNotContaining("messages (");
    }

    @Test
    void allThatChangedAreNamedAtOnce() {
        TopicBirths births =
                TopicBirths.compare(Map.of("inbox", "a", "messages", "b"), Map.of("inbox", "c", "messages", "d"));

        assertThatExceptionOfType(TopicMisfitException.class)
                .isThrownBy(births::requireNoneChanged)
                .withMessageContaining("inbox (its id was a and is c), messages (its id was b and is d)");
    }

    @Test
    void anEraThatIsNewIsNoChange() {
        TopicBirths births = TopicBirths.compare(Map.of("inbox.1", "a"), Map.of("inbox.2", "c"));

        assertThat(births.unknown()).isEqualTo(Map.of("inbox.2", "c"));
        assertThat(births.changed()).isEmpty();
    }
}
