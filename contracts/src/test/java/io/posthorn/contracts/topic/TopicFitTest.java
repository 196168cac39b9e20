// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicFitTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void whatWeCreateFits(Topic topic) {
        Map<String, String> created = new HashMap<>(topic.cleanup().asConfig());
        created.put("retention.bytes", "-1");

        assertThat(TopicFit.settings("t", topic.cleanup(), created)).isEmpty();
    }

    @Test
    void anotherNumberOfPartitionsIsNamedWithTheRuleAndTheWayOut() {
        assertThat(TopicFit.partitions("posthorn.inbox.1", 4, 4)).isEmpty();
        assertThat(TopicFit.partitions("posthorn.inbox.1", 3, 4))
                .hasValueSatisfying(misfit -> assertThat(misfit)
                        .contains("posthorn.inbox.1 has 3 partitions, configured are 4", "posthorn.topics.prefix"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTIONS, message.timestamp.type, CreateTime",
        "GATEWAYS, message.timestamp.type, CreateTime",
        "PERSISTED, cleanup.policy, delete",
        "INBOX, cleanup.policy, compact",
        "SESSIONS, cleanup.policy, compact",
        "INBOX, retention.ms, 604800000",
        "MESSAGES, retention.ms, 604800000",
        "NOTIFICATIONS, retention.bytes, 1073741824"
    })
    void aSettingThatBreaksAPromiseDoesNotFit(Topic topic, String setting, String value) {
        Map<String, String> found = new HashMap<>(topic.cleanup().asConfig());
        found.put(setting, value);

        assertThat(TopicFit.settings("t", topic.cleanup(), found))
                .hasValueSatisfying(misfit -> assertThat(misfit)
                        .contains("Topic t has " + setting + "=" + value, "kafka-configs --alter --topic t"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTIONS, retention.ms, 1209600000",
        "RECEIPTS, retention.bytes, 1073741824",
        "REJECTED, retention.ms, -1",
        "INBOX, segment.bytes, 1048576",
        "PERSISTED, min.cleanable.dirty.ratio, 0.5"
    })
    void whatIsAnOperatorsChoiceFits(Topic topic, String setting, String value) {
        Map<String, String> found = new HashMap<>(topic.cleanup().asConfig());
        found.put(setting, value);

        assertThat(TopicFit.settings("t", topic.cleanup(), found)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "604799999"})
    void aCompactionThatIsTooEarlyIsPutOff(String lag) {
        Map<String, String> found = Map.of("min.compaction.lag.ms", lag);

        assertThat(TopicFit.settings("t", Topic.GROUPS.cleanup(), found)).isEmpty();
        assertThat(TopicFit.raises(Topic.GROUPS.cleanup(), found))
                .containsExactly(Map.entry("min.compaction.lag.ms", "604800000"));
    }

    @Test
    void aCompactionThatIsLateEnoughOrNobodysBusinessIsLeftAlone() {
        Map<String, String> later = Map.of("min.compaction.lag.ms", "1209600000");

        assertThat(TopicFit.raises(Topic.GROUPS.cleanup(), later)).isEmpty();
        assertThat(TopicFit.raises(Topic.PRESENCE.cleanup(), Map.of("min.compaction.lag.ms", "0")))
                .isEmpty();
        assertThat(TopicFit.raises(Topic.GROUPS.cleanup(), Map.of())).isEmpty();
    }

    @Test
    void whoMayNotRaiseItIsToldWhatToDo() {
        assertThat(TopicFit.notRaised("t", Map.of("min.compaction.lag.ms", "604800000"), "denied"))
                .contains("denied", "kafka-configs --alter --topic t --add-config min.compaction.lag.ms=604800000");
    }

    @Test
    void whatABrokerDoesNotTellIsNotHeldAgainstIt() {
        assertThat(TopicFit.settings("t", Topic.INBOX.cleanup(), Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"min.insync.replicas, 1, 2", "unclean.leader.election.enable, true, false"})
    void inProductionATopicSurvivesABroker(String setting, String value, String needed) {
        assertThat(TopicFit.safety("t", 3, Map.of(setting, value)))
                .hasValueSatisfying(misfit ->
                        assertThat(misfit).contains("Topic t has " + setting + "=" + value, "needed is " + needed));
        assertThat(TopicFit.safety("t", 1, Map.of(setting, value))).isEmpty();
        assertThat(TopicFit.safety("t", 3, Map.of(setting, needed))).isEmpty();
    }

    @Test
    void moreSafetyIsAnOperatorsChoice() {
        assertThat(TopicFit.safety("t", 3, Map.of("min.insync.replicas", "3"))).isEmpty();
    }
}
