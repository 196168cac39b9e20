// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptIntakeTest {

    private static final long NOW = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final Receipt DELIVERED = Receipt.newBuilder()
            .setSource("orders")
            .setId("o-1")
            .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
            .setUser("user-1")
            .setPosition(Positions.of(1, 17, NOW))
            .setDevice("phone")
            .setGateway("gateway-1")
            .setConnection("c-1")
            .setClassName("system")
            .setAt(NOW)
            .build();

    private static ReceiptIntake intake(Receipt receipt) {
        return ReceiptIntake.of(receipt.toByteArray(), NOW + 5, 1_234_567);
    }

    @Test
    void aReceiptIsKeptWhole() {
        assertThat(intake(DELIVERED)).isEqualTo(new ReceiptIntake.Keep(new NewReceipt(DELIVERED, NOW + 5, 1_234_567)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReceiptState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RECEIPT_STATE_UNSPECIFIED", "UNRECOGNIZED"})
    void everyStateIsKept(ReceiptState state) {
        assertThat(intake(DELIVERED.toBuilder().setState(state).build())).isInstanceOf(ReceiptIntake.Keep.class);
    }

    @Test
    void whatIsSaidOfTheWholeIsKept() {
        assertThat(intake(DELIVERED.toBuilder()
                        .clearUser()
                        .clearPosition()
                        .clearDevice()
                        .setState(ReceiptState.RECEIPT_STATE_ACCEPTED)
                        .build()))
                .isInstanceOf(ReceiptIntake.Keep.class);
    }

    @Test
    void whatHasLostItsNameStandsUnderItsUser() {
        ReceiptIntake nameless =
                intake(DELIVERED.toBuilder().clearSource().clearId().build());

        assertThat(nameless).isInstanceOfSatisfying(ReceiptIntake.Keep.class, keep -> {
            assertThat(keep.row().home().source()).isEmpty();
            assertThat(keep.row().home().id()).isEqualTo("user-1");
        });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("state is none that is known", each -> each.clearState()),
                fault("state is none that is known", each -> each.setStateValue(99)),
                fault("source or id is no id", each -> each.clearSource()),
                fault("source or id is no id", each -> each.setId("with space")),
                fault("source or id is no id", each -> each.setId("x".repeat(129))),
                fault(
                        "source, id and user are absent",
                        each -> each.clearSource().clearId().clearUser()),
                fault("user or device is no id", each -> each.setUser("\u0000")),
                fault("user or device is no id", each -> each.setDevice("d".repeat(70_000))),
                fault("gateway or connection is longer than 128", each -> each.setGateway("g".repeat(129))),
                fault("gateway or connection is longer than 128", each -> each.setConnection("c".repeat(70_000))),
                fault("class or reason is longer than 128", each -> each.setReason("r".repeat(129))),
                fault("class or reason is longer than 128", each -> each.setClassName("c".repeat(129))),
                fault("position is none", each -> each.setPosition(Positions.of(-1, 17, NOW))),
                fault("position is none", each -> each.setPosition(Positions.of(1, -17, NOW))),
                fault(
                        "position.appended_at is not in the years 2000 to 9999",
                        each -> each.setPosition(Positions.of(1, 17, 0))),
                fault("at is not in the years 2000 to 9999", each -> each.setAt(-1)),
                fault("at is not in the years 2000 to 9999", each -> each.setAt(Long.MAX_VALUE)));
    }

    private static Arguments fault(String detail, UnaryOperator<Receipt.Builder> change) {
        return Arguments.of(detail, change.apply(DELIVERED.toBuilder()).build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aBadOneIsParkedWithTheFieldAndTheRule(String detail, Receipt bad) {
        assertThat(intake(bad)).isEqualTo(new ReceiptIntake.Park(Rejection.FAILED, detail));
    }

    @Test
    void whatCannotBeReadIsParked() {
        assertThat(ReceiptIntake.of(null, NOW, 1))
                .isEqualTo(new ReceiptIntake.Park(Rejection.UNPARSEABLE, "the value is absent"));
        assertThat(ReceiptIntake.of(new byte[] {1, 2, 3}, NOW, 1))
                .isEqualTo(new ReceiptIntake.Park(Rejection.UNPARSEABLE, "the value is no Receipt"));
    }
}
