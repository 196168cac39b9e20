// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    @ParameterizedTest
    @CsvSource({
        "NOTIFICATIONS, posthorn.notifications",
        "REJECTED, posthorn.rejected",
        "INBOX, posthorn.inbox.1",
        "CONNECTIONS, posthorn.connections",
        "GATEWAYS, posthorn.gateways",
        "MESSAGES, posthorn.messages",
        "ERASURES, posthorn.erasures",
        "SESSIONS, posthorn.sessions",
        "PERSISTED, posthorn.persisted",
        "REPLAY, posthorn.replay",
        "RECEIPTS, posthorn.receipts",
        "PRESENCE, posthorn.presence",
        "GROUPS, posthorn.groups",
        "REVOCATIONS, posthorn.revocations"
    })
    void haveTheNamesThatAreDocumented(Topic topic, String name) {
        assertThat(TOPICS.name(topic)).isEqualTo(name);
    }

    @Test
    void haveNamesOfTheirOwn() {
        Set<String> names = Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.GATEWAY)
                .map(TOPICS::name)
                .collect(Collectors.toSet());

        assertThat(names).hasSize(Topic.values().length - 1);
    }

    @Test
    void carryPrefixAndEra() {
        Topics other = new Topics("staging.eu", 3, 48, (short) 3);

        assertThat(other.name(Topic.INBOX)).isEqualTo("staging.eu.inbox.3");
        assertThat(other.name(Topic.MESSAGES)).isEqualTo("staging.eu.messages");
        assertThat(other.gateway("gateway-0")).isEqualTo("staging.eu.gateway.gateway-0");
    }

    @Test
    void haveNoOneTopicForAllGateways() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TOPICS.name(Topic.GATEWAY))
                .withMessageContaining("gateway(id)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "a", "gateway.gateway.1"})
    void knowTheGatewayOfATopic(String gateway) {
        assertThat(TOPICS.gatewayOf(TOPICS.gateway(gateway))).hasValue(gateway);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "posthorn",
                "posthorn.gateway",
                "posthorn.gateway.",
                "posthorn.gateways",
                "posthorn.inbox.1",
                "other.gateway.gateway-1",
                "xposthorn.gateway.gateway-1"
            })
    void knowNoGatewayOfAnotherTopic(String name) {
        assertThat(TOPICS.gatewayOf(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gateway-1, true", "eu.west_2, true", "'', false", "a b, false", "../.., false", "ä, false"})
    void haveNoGatewayThatKafkaWouldRefuse(String id, boolean is) {
        assertThat(Topics.isGateway(id)).isEqualTo(is);
        assertThat(Topics.isGateway("g".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void haveThePartitionsOfUsersUnlessTheirOrderCountsAcrossUsers(Topic topic) {
        boolean one = topic == Topic.GATEWAYS || topic == Topic.GATEWAY;

        assertThat(TOPICS.partitions(topic)).isEqualTo(one ? 1 : 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "post horn", "posthorn/eu", "pöst", "a\nb"})
    void refuseAPrefixThatKafkaWould(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(prefix, 1, 4, (short) 1))
                .withMessage("topic prefix is " + prefix + ", allowed: 1 to 100 of A-Z a-z 0-9 . _ -");
    }

    @Test
    void refuseAPrefixThatLeavesNoRoomForAName() {
        assertThat(new Topics("p".repeat(100), 1, 4, (short) 1)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new Topics("p".repeat(101), 1, 4, (short) 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void refuseAnEraThatNoCursorHolds(int era) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics("posthorn", era, 4, (short) 1))
                .withMessage("era is " + era + ", allowed: 1 to 65535");
    }

    @Test
    void refuseNoPartitionsAndNoReplicas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics("posthorn", 1, 0, (short) 1))
                .withMessage("partitions is 0, allowed: at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics("posthorn", 1, 4, (short) 0))
                .withMessage("replication is 0, allowed: at least 1");
    }

    @Test
    void areNotSafeOnOneBrokerAndAreOnThree() {
        var local = TOPICS.newTopic(Topic.MESSAGES, "posthorn.messages");
        var production = new Topics("posthorn", 1, 48, (short) 3).newTopic(Topic.MESSAGES, "posthorn.messages");

        assertThat(local.numPartitions()).isEqualTo(4);
        assertThat(local.replicationFactor()).isEqualTo((short) 1);
        assertThat(local.configs()).doesNotContainKey("min.insync.replicas");
        assertThat(production.numPartitions()).isEqualTo(48);
        assertThat(production.replicationFactor()).isEqualTo((short) 3);
        assertThat(production.configs())
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("unclean.leader.election.enable", "false");
    }
}
