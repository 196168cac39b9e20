// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CriteriaTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void whatIsLeftEmptyDoesNotNarrow() {
        assertThat(criteria(List.of("user-1"), List.of(), List.of()).matches(message("user-1", "eng", "chat")))
                .isTrue();
        assertThat(criteria(List.of(), List.of("eng"), List.of()).matches(message("user-1", "eng", "chat")))
                .isTrue();
        assertThat(criteria(List.of(), List.of(), List.of("chat")).matches(message("", "", "chat")))
                .as("a broadcast, by its class")
                .isTrue();
    }

    @Test
    void allThatIsSaidMustHold() {
        Criteria both = criteria(List.of("user-1", "user-2"), List.of("eng"), List.of("chat"));

        assertThat(both.matches(message("user-2", "eng", "chat"))).isTrue();
        assertThat(both.matches(message("user-3", "eng", "chat"))).isFalse();
        assertThat(both.matches(message("user-1", "", "chat"))).isFalse();
        assertThat(both.matches(message("user-1", "eng", "system"))).isFalse();
    }

    @Test
    void aBroadcastIsNobodysAndOfNoGroup() {
        assertThat(criteria(List.of("user-1"), List.of(), List.of()).matches(message("", "", "chat")))
                .isFalse();
        assertThat(criteria(List.of(), List.of("eng"), List.of()).matches(message("", "", "chat")))
                .isFalse();
    }

    @Test
    void fromIsIncludedAndToIsNot() {
        Message message = message("user-1", "", "chat");

        assertThat(time(AT, AT.plusMillis(1)).matches(message)).isTrue();
        assertThat(time(AT.plusMillis(1), AT.plusSeconds(1)).matches(message)).isFalse();
        assertThat(time(AT.minusSeconds(1), AT).matches(message)).isFalse();
    }

    @Test
    void namesCountOnceAndInOrder() {
        assertThat(criteria(List.of("b", "a", "b"), List.of(), List.of()))
                .isEqualTo(criteria(List.of("a", "b"), List.of(), List.of()));
    }

    @Test
    void nothingSaidIsEmpty() {
        assertThat(criteria(List.of(), List.of(), List.of()).isEmpty()).isTrue();
        assertThat(time(AT, AT).isEmpty()).isFalse();
    }

    private static Criteria criteria(List<String> users, List<String> groups, List<String> classes) {
        return new Criteria(users, groups, classes, Optional.empty(), Optional.empty());
    }

    private static Criteria time(Instant from, Instant to) {
        return new Criteria(List.of(), List.of(), List.of(), Optional.of(from), Optional.of(to));
    }

    private static Message message(String user, String group, String className) {
        return Message.newBuilder()
                .setUser(user)
                .setGroup(group)
                .setPosition(Positions.of(1, 7, AT.toEpochMilli()))
                .setNotification(Notification.newBuilder().setClassName(className))
                .build();
    }
}
