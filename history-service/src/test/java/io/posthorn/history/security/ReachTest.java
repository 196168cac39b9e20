// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReachTest {

    @Test
    void peopleAreBeyondWhoIsLimitedToSomeMessages() {
        assertThat(Reach.WHOLE.coversPeople()).isTrue();
        assertThat(new Reach(Set.of(), Set.of(), Set.of("de-")).coversPeople()).isTrue();
        assertThat(new Reach(Set.of("chat"), Set.of(), Set.of()).coversPeople()).isFalse();
        assertThat(new Reach(Set.of(), Set.of("eng"), Set.of()).coversPeople()).isFalse();
    }

    @Test
    void withoutTheClaimNothingIsBeyondIt() {
        assertThat(Reach.of(null)).contains(Reach.WHOLE);
        assertThat(Reach.WHOLE.isWhole()).isTrue();
        assertThat(Reach.WHOLE.coversUser("anybody")).isTrue();
        assertThat(Reach.WHOLE.coversMessage("chat", "")).isTrue();
    }

    @Test
    void allThatIsNamedMustHold() {
        Reach reach = Reach.of(Map.of(
                        "classes", List.of("chat", "system"),
                        "groups", List.of("eng"),
                        "userPrefixes", List.of("de-", "at-")))
                .orElseThrow();

        assertThat(reach.isWhole()).isFalse();
        assertThat(reach.coversUser("de-17")).isTrue();
        assertThat(reach.coversUser("at-")).isTrue();
        assertThat(reach.coversUser("DE-17")).isFalse();
        assertThat(reach.coversUser("x-de-17")).isFalse();
        assertThat(reach.coversMessage("chat", "eng")).isTrue();
        assertThat(reach.coversMessage("media", "eng")).isFalse();
        assertThat(reach.coversMessage("chat", "ops")).isFalse();
        assertThat(reach.coversMessage("chat", "")).isFalse();
    }

    @Test
    void oneKindOfLimitLeavesTheOthersOpen() {
        Reach reach = new Reach(Set.of("chat"), Set.of(), Set.of());

        assertThat(reach.coversUser("anybody")).isTrue();
        assertThat(reach.coversMessage("chat", "any")).isTrue();
        assertThat(reach.coversMessage("chat", "")).isTrue();
        assertThat(reach.isWhole()).isFalse();
    }

    static Stream<Object> unreadable() {
        return Stream.of(
                "classes",
                List.of("chat"),
                Map.of("classes", "chat"),
                Map.of("classes", List.of()),
                Map.of("classes", List.of("")),
                Map.of("classes", List.of(7)),
                Map.of("classes", List.of("x".repeat(129))),
                Map.of("classes", Collections.nCopies(101, "chat")),
                Map.of("userPrefixes", List.of("de-"), "regions", List.of("eu")),
                Map.of("users", List.of("user-1")));
    }

    /** A limit that is not understood must not be taken for none. */
    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadAllowsNothing(Object claim) {
        assertThat(Reach.of(claim)).isEmpty();
    }
}
