// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberPageTest {

    @Test
    void theLastPageHasNoNext() {
        assertThat(MemberPage.of("eng", List.of("a", "b"), 2))
                .isEqualTo(new MemberPage("eng", List.of("a", "b"), null));
        assertThat(MemberPage.of("eng", List.of(), 2).next()).isNull();
    }

    @Test
    void nextGoesOnAfterTheLastOfThePage() {
        MemberPage page = MemberPage.of("eng", List.of("a", "ö/💡", "c"), 2);

        assertThat(page.members()).containsExactly("a", "ö/💡");
        assertThat(MemberPage.after(Objects.requireNonNull(page.next()))).contains("ö/💡");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a b", "====", "AA", "IA"})
    void whatNoPageGaveIsNoNext(String next) {
        assertThat(MemberPage.after(next)).isEmpty();
    }
}
