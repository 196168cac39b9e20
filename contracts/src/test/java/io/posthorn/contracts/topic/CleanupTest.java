// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CleanupTest {

    @Test
    void ofTrimmedTopicsIsLeftToTheJanitor() {
        assertThat(Topic.INBOX.cleanup().asConfig())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .doesNotContainKey(TopicConfig.SEGMENT_MS_CONFIG);
    }

    @Test
    void deletesByTime() {
        assertThat(Topic.CONNECTIONS.cleanup().asConfig())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "604800000");
    }

    @Test
    void deletesWithinTheHourOnlyWithSegmentsShorterThanIt() {
        assertThat(Topic.GATEWAY.cleanup().asConfig())
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "3600000")
                .containsEntry(TopicConfig.SEGMENT_MS_CONFIG, "600000");
    }

    @Test
    void compactsSmallSegmentsSoThatReadersStartFast() {
        assertThat(Topic.PRESENCE.cleanup().asConfig())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1")
                .containsEntry(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864")
                .containsEntry(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
    }

    @Test
    void compactsAndDeletes() {
        assertThat(Topic.REVOCATIONS.cleanup().asConfig())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete")
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, "2592000000")
                .containsEntry(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864");
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"GROUPS", "REVOCATIONS"})
    void keepsEachChangeForAWeekWhereHistoryWritesItDown(Topic topic) {
        assertThat(topic.cleanup().asConfig()).containsEntry(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "604800000");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void neverTrustsAProducersClock(Topic topic) {
        assertThat(topic.cleanup().asConfig())
                .containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"NOTIFICATIONS", "INBOX", "MESSAGES"})
    void neverDeletesByTimeWhatWasAccepted(Topic topic) {
        assertThat(topic.cleanup()).hasToString("trimmed");
        assertThat(topic.cleanup().asConfig()).containsEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    }

    @Test
    void isSaidInWords() {
        assertThat(Topic.GATEWAY.cleanup()).hasToString("delete 1 h, segments 10 min");
        assertThat(Topic.CONNECTIONS.cleanup()).hasToString("delete 7 d");
        assertThat(Topic.PERSISTED.cleanup()).hasToString("compact");
        assertThat(Topic.SESSIONS.cleanup()).hasToString("compact,delete 30 d");
        assertThat(Topic.GROUPS.cleanup()).hasToString("compact, all for 7 d");
    }
}
