// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.posthorn.delivery.publisher.GrantClaim.UnreadableException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantClaimTest {

    private static final Grant CONFIGURED =
            new Grant(new Names(List.of("inbox")), new Names(List.of("chat")), new Names(List.of("users")), 5);

    @Test
    void withoutTheClaimTheConfigurationCounts() throws UnreadableException {
        assertThat(read(null)).isEqualTo(CONFIGURED);
    }

    @Test
    void whatTheClaimNamesCounts() throws UnreadableException {
        assertThat(read(Map.of(
                        "sources", List.of("orders"),
                        "classes", List.of("system"),
                        "targets", List.of("users", "group", "everyone"),
                        "rate", 100L)))
                .isEqualTo(new Grant(
                        new Names(List.of("orders")),
                        new Names(List.of("system")),
                        new Names(List.of("users", "group", "everyone")),
                        100));
    }

    @Test
    void aMemberThatIsAbsentIsWhatIsConfigured() throws UnreadableException {
        assertThat(read(Map.of("sources", List.of("orders"))))
                .isEqualTo(new Grant(
                        new Names(List.of("orders")), CONFIGURED.classes(), CONFIGURED.targets(), CONFIGURED.rate()));
        assertThat(read(Map.of("rate", 0.5)).rate()).isEqualTo(0.5);
        assertThat(read(Map.of())).isEqualTo(CONFIGURED);
    }

    @Test
    void aMemberThatIsEmptyGrantsNothing() throws UnreadableException {
        assertThat(read(Map.of("sources", List.of())).sources().have("inbox")).isFalse();
    }

    @Test
    void aMemberOfALaterVersionIsIgnored() throws UnreadableException {
        assertThat(read(Map.of("quota", 7))).isEqualTo(CONFIGURED);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("everything", ""),
                arguments(List.of("orders"), ""),
                arguments(true, ""),
                arguments(Map.of("sources", "orders"), "sources"),
                arguments(Map.of("sources", List.of("orders", 7)), "sources"),
                arguments(Map.of("sources", List.of("")), "sources"),
                arguments(Map.of("classes", List.of("sys*tem")), "classes"),
                arguments(Map.of("classes", Map.of("system", true)), "classes"),
                arguments(Map.of("targets", 3), "targets"),
                arguments(Map.of("rate", "100"), "rate"),
                arguments(Map.of("rate", 0), "rate"),
                arguments(Map.of("rate", -5), "rate"),
                arguments(Map.of("rate", 1e9), "rate"),
                arguments(Map.of("rate", Double.NaN), "rate"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadGrantsNothingAndIsNamed(Object claim, String member) {
        assertThatThrownBy(() -> read(claim))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.member()).isEqualTo(member));
    }

    private static Grant read(@Nullable Object claim) throws UnreadableException {
        return GrantClaim.read(claim, CONFIGURED);
    }
}
