// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DeviceForgotten;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordRulesTest {

    private static final String LONG = "x".repeat(129);
    private static final InboxRecord INBOX = InboxRecord.newBuilder()
            .setUser("user-1")
            .setNotification(Notification.newBuilder().setSource("orders").setId("o-17"))
            .build();
    private static final ConnectionEvent EVENT = ConnectionEvent.newBuilder()
            .setUser("user-1")
            .setDevice("phone")
            .setConnection("8Qm2rKx0TdCeLw5v")
            .setGateway("gateway-1")
            .build();

    @Test
    void whatFanoutAndGatewaysWriteIsApplied() {
        assertThatNoException().isThrownBy(() -> RecordRules.check(INBOX));
        assertThatNoException().isThrownBy(() -> RecordRules.check(EVENT));
        assertThatNoException().isThrownBy(() -> RecordRules.size(new byte[256 << 10]));
    }

    @Test
    void aBroadcastHasNoUserAndAnApisEventNoGateway() {
        assertThatNoException()
                .isThrownBy(
                        () -> RecordRules.check(INBOX.toBuilder().clearUser().build()));
        assertThatNoException()
                .isThrownBy(() -> RecordRules.check(ConnectionEvent.newBuilder()
                        .setUser("user-1")
                        .setDevice("phone")
                        .setDeviceForgotten(DeviceForgotten.getDefaultInstance())
                        .build()));
    }

    @Test
    void aRecordAboveWhatAnyoneWritesIsTooLarge() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> RecordRules.size(new byte[(256 << 10) + 1]))
                .withMessageContaining("262145 bytes, allowed are 262144")
                .returns(Rejection.TOO_LARGE, RejectedException::rejection);
    }

    static Stream<InboxRecord> badInbox() {
        return Stream.of(
                INBOX.toBuilder().setUser(LONG).build(),
                INBOX.toBuilder().setUser("a b").build(),
                INBOX.toBuilder().setGroup(LONG).build(),
                INBOX.toBuilder().clearNotification().build(),
                INBOX.toBuilder()
                        .setNotification(INBOX.getNotification().toBuilder().setSource(LONG))
                        .build(),
                INBOX.toBuilder()
                        .setNotification(INBOX.getNotification().toBuilder().clearId())
                        .build());
    }

    @ParameterizedTest
    @MethodSource("badInbox")
    void anInboxRecordNamesWhatIs(InboxRecord record) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> RecordRules.check(record))
                .returns(Rejection.BAD_ID, RejectedException::rejection);
    }

    static Stream<ConnectionEvent> badEvents() {
        return Stream.of(
                EVENT.toBuilder().clearUser().build(),
                EVENT.toBuilder().setUser(LONG).build(),
                EVENT.toBuilder().setDevice(LONG).build(),
                EVENT.toBuilder().setConnection(LONG).build(),
                EVENT.toBuilder().setGateway("a\nb").build());
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void anEventNamesWhatIs(ConnectionEvent event) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> RecordRules.check(event))
                .returns(Rejection.BAD_ID, RejectedException::rejection);
    }
}
