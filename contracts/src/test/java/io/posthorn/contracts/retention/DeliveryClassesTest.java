// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryClassesTest {

    @ParameterizedTest
    @CsvSource({
        "transient, 0, NONE, false",
        "chat, 7, FINAL, false",
        "group, 7, FINAL, false",
        "media, 15, FINAL, false",
        "system, 90, ALL, false",
        "critical, 365, ALL, true",
        "archive, , ALL, false"
    })
    void areThese(String name, @Nullable Long days, ReceiptLevel receipts, boolean critical) {
        var expected = new DeliveryClass(name, days == null ? null : Duration.ofDays(days), null, receipts, critical);

        assertThat(DeliveryClasses.defaults().find(name)).hasValue(expected);
    }

    @Test
    void areNoOthers() {
        assertThat(DeliveryClasses.defaults().names())
                .containsExactly("transient", "chat", "group", "media", "system", "critical", "archive");
        assertThat(DeliveryClasses.defaults().all()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chat", "urgent", " chat"})
    void haveNoneOfAnotherName(String name) {
        assertThat(DeliveryClasses.defaults().find(name)).isEmpty();
    }

    @Test
    void areNotConfiguredTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryClasses(List.of(kept("chat", 7L), kept("chat", 8L))))
                .withMessage("class chat is configured twice");
    }

    @Test
    void areAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryClasses(List.of()))
                .withMessage("no class is configured, at least one is needed");
    }

    @Test
    void cannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> DeliveryClasses.defaults().names().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> DeliveryClasses.defaults().all().clear());
    }

    @Test
    void haveAShortestRetentionOfWhatIsStored() {
        assertThat(DeliveryClasses.defaults().shortestRetention()).hasValue(Duration.ofDays(7));
        assertThat(new DeliveryClasses(List.of(kept("archive", null), kept("audit", 400L))).shortestRetention())
                .hasValue(Duration.ofDays(400));
    }

    @Test
    void haveNoShortestRetentionWhenAllIsKeptOrNothing() {
        assertThat(new DeliveryClasses(List.of(kept("archive", null))).shortestRetention())
                .isEmpty();
        assertThat(new DeliveryClasses(List.of(kept("transient", 0L))).shortestRetention())
                .isEmpty();
    }

    private static DeliveryClass kept(String name, @Nullable Long days) {
        return new DeliveryClass(name, days == null ? null : Duration.ofDays(days), null, ReceiptLevel.ALL, false);
    }
}
