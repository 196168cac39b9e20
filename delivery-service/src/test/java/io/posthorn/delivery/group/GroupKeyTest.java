// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order of keys as the store has it: by unsigned bytes. */
class GroupKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"user-1", "!", "~~~", "ö", "💡", "\uFFFD"})
    void everyMemberLiesWithinTheirGroup(String user) {
        byte[] key = GroupKey.of("eng", user);

        assertThat(within(key, "eng", "")).isTrue();
        assertThat(GroupKey.user(key)).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "engi", "eng!", "Eng", "enh", "eng~", "engö"})
    void noOtherGroupReachesIn(String other) {
        for (String user : List.of("!", "user-1", "💡")) {
            assertThat(within(GroupKey.of(other, user), "eng", "")).isFalse();
        }
    }

    @Test
    void whatComesAfterAUserLeavesThemOutButNotWhoseIdGoesOn() {
        assertThat(within(GroupKey.of("eng", "user-1"), "eng", "user-1")).isFalse();
        assertThat(within(GroupKey.of("eng", "user-0"), "eng", "user-1")).isFalse();
        assertThat(within(GroupKey.of("eng", "user-10"), "eng", "user-1")).isTrue();
        assertThat(within(GroupKey.of("eng", "user-1!"), "eng", "user-1")).isTrue();
    }

    private static boolean within(byte[] key, String group, String after) {
        return Arrays.compareUnsigned(key, GroupKey.after(group, after)) >= 0
                && Arrays.compareUnsigned(key, GroupKey.end(group)) <= 0;
    }
}
