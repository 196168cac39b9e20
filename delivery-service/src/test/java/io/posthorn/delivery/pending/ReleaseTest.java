// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import io.posthorn.delivery.state.UserState;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Position PERSISTED = at(100);
    private static final long NOW = 1_000;
    private static final long BOUND = 10;

    @Test
    void nothingLeavesBeforeHistoryHasIt() {
        assertThat(release(entry(101, NOW - 1), user(200, 200), PERSISTED, BOUND + 5))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void nothingLeavesBeforeHistoryHasAnything() {
        assertThat(release(entry(0, 0), user(200), Positions.START, 1)).isEqualTo(Release.KEEP);
    }

    @Test
    void anotherErasOffsetsSayNothing() {
        assertThat(release(entry(3, 0), user(200), Positions.of(0, 1_000, 0), 1))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatAllDevicesHaveLeaves() {
        assertThat(release(entry(50, 0), user(50, 51), PERSISTED, 1)).isEqualTo(Release.ACKED);
    }

    @Test
    void whatOneDeviceDoesNotHaveStays() {
        assertThat(release(entry(50, 0), user(49, 51), PERSISTED, 1)).isEqualTo(Release.KEEP);
    }

    @Test
    void aUserWithoutDevicesAcksNothing() {
        assertThat(release(entry(50, 0), user(), PERSISTED, 1)).isEqualTo(Release.KEEP);
    }

    @Test
    void aDeviceThatNeverAckedHasNothing() {
        assertThat(release(
                        entry(0, 0),
                        UserState.newBuilder()
                                .putDevices("phone", DeviceState.getDefaultInstance())
                                .build(),
                        PERSISTED,
                        1))
                .isEqualTo(Release.KEEP);
    }

    @Test
    void whatNoLongerWaitsLeaves() {
        assertThat(release(entry(50, NOW), user(49), PERSISTED, 1)).isEqualTo(Release.EXPIRED);
    }

    @Test
    void whatStillWaitsStays() {
        assertThat(release(entry(50, NOW + 1), user(49), PERSISTED, 1)).isEqualTo(Release.KEEP);
    }

    @Test
    void whatWaitsWithoutEndDoesNotExpire() {
        assertThat(Release.isExpired(entry(50, 0), Long.MAX_VALUE)).isFalse();
    }

    @Test
    void whatIsOverTheBoundMovesToHistory() {
        assertThat(release(entry(50, 0), user(49), PERSISTED, BOUND + 1)).isEqualTo(Release.MOVED_TO_HISTORY);
    }

    @Test
    void whatIsWithinTheBoundStays() {
        assertThat(release(entry(50, 0), user(49), PERSISTED, BOUND)).isEqualTo(Release.KEEP);
    }

    @Test
    void whatWasAckedIsNotCalledExpired() {
        assertThat(release(entry(50, NOW - 1), user(50), PERSISTED, BOUND + 1)).isEqualTo(Release.ACKED);
    }

    @Test
    void whatIsOverTheBoundInBytesMovesToHistory() {
        var end = StreamEnd.newBuilder().setOrdinal(5).setBytes(1_001).build();
        var floor = StreamEnd.newBuilder().setOrdinal(4).setBytes(500).build();

        assertThat(Release.of(entry(50, 0), user(49), PERSISTED, floor, end, new PendingBound(BOUND, 500), NOW))
                .isEqualTo(Release.MOVED_TO_HISTORY);
        assertThat(Release.of(entry(50, 0), user(49), PERSISTED, floor, end, new PendingBound(BOUND, 501), NOW))
                .isEqualTo(Release.KEEP);
    }

    private static Release release(PendingEntry entry, UserState user, Position persisted, long waiting) {
        var end = StreamEnd.newBuilder().setOrdinal(7 + waiting).build();
        var floor = StreamEnd.newBuilder().setOrdinal(7).build();
        return Release.of(entry, user, persisted, floor, end, new PendingBound(BOUND, Long.MAX_VALUE), NOW);
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
