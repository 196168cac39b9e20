// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.UserState;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Position PERSISTED = at(100);
    private static final long NOW = 1_000;
    private static final long BOUND = 10;

    @Test
    void nothingLeavesBeforeHistoryHasIt() {
        assertThat(Release.of(entry(101, NOW - 1), user(200, 200), PERSISTED, NOW, BOUND + 5, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void nothingLeavesBeforeHistoryHasAnything() {
        assertThat(Release.of(entry(0, 0), user(200), Positions.START, NOW, 1, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void anotherErasOffsetsSayNothing() {
        assertThat(Release.of(entry(3, 0), user(200), Positions.of(0, 1_000, 0), NOW, 1, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatAllDevicesHaveLeaves() {
        assertThat(Release.of(entry(50, 0), user(50, 51), PERSISTED, NOW, 1, BOUND))
                .isEqualTo(Release.ACKED);
    }

    @Test
    void whatOneDeviceDoesNotHaveStays() {
        assertThat(Release.of(entry(50, 0), user(49, 51), PERSISTED, NOW, 1, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void aUserWithoutDevicesAcksNothing() {
        assertThat(Release.of(entry(50, 0), user(), PERSISTED, NOW, 1, BOUND)).isEqualTo(Release.KEEP);
    }

    @Test
    void aDeviceThatNeverAckedHasNothing() {
        assertThat(Release.of(
                        entry(0, 0),
                        UserState.newBuilder()
                                .putDevices("phone", DeviceState.getDefaultInstance())
                                .build(),
                        PERSISTED,
                        NOW,
                        1,
                        BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatNoLongerWaitsLeaves() {
        assertThat(Release.of(entry(50, NOW), user(49), PERSISTED, NOW, 1, BOUND))
                .isEqualTo(Release.EXPIRED);
    }

    @Test
    void whatStillWaitsStays() {
        assertThat(Release.of(entry(50, NOW + 1), user(49), PERSISTED, NOW, 1, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatWaitsWithoutEndDoesNotExpire() {
        assertThat(Release.isExpired(entry(50, 0), Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whatIsOverTheBoundMovesToHistory() {
        assertThat(Release.of(entry(50, 0), user(49), PERSISTED, NOW, BOUND + 1, BOUND))
                .isEqualTo(Release.MOVED_TO_HISTORY);
    }

    @Test
    void whatIsWithinTheBoundStays() {
        assertThat(Release.of(entry(50, 0), user(49), PERSISTED, NOW, BOUND, BOUND))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatWasAckedIsNotCalledExpired() {
        assertThat(Release.of(entry(50, NOW - 1), user(50), PERSISTED, NOW, BOUND + 1, BOUND))
                .isEqualTo(Release.ACKED);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }

    private static PendingEntry entry(long offset, long expiresAt) {
        return PendingEntry.newBuilder()
                .setMessage(Message.newBuilder().setPosition(at(offset)))
                .setExpiresAt(expiresAt)
                .build();
    }

    private static UserState user(long... cursors) {
        var user = UserState.newBuilder();
        for (int i = 0; i < cursors.length; i++) {
            user.putDevices(
                    "device-" + i,
                    DeviceState.newBuilder().setCursor(at(cursors[i])).build());
        }
        return user.build();
    }
}
