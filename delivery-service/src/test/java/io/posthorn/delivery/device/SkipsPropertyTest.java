// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was told as skipped and is not acked is known as skipped, and nothing else: the model is a set of offsets. */
class SkipsPropertyTest {

    private static final String PHONE = "phone";
    private static final int END = 30;

    /** A skip of what comes after one offset, up to another; or an ack up to there. */
    record Told(boolean ack, long after, long upTo) {}

    @Property(tries = 1_000)
    void skippedIsWhatWasToldAndIsNotAcked(@ForAll("stories") List<Told> story) {
        UserState user = UserState.newBuilder()
                .putDevices(PHONE, DeviceState.newBuilder().setCursor(at(0)).build())
                .build();
        Set<Long> skipped = new HashSet<>();
        long cursor = 0;
        for (Told told : story) {
            if (told.ack) {
                user = Devices.acked(user, PHONE, "c-1", at(told.upTo), 0);
                cursor = Math.max(cursor, told.upTo);
            } else {
                user = Skips.told(user, PHONE, at(told.after), at(told.upTo));
                for (long offset = told.after + 1; offset <= told.upTo; offset++) {
                    skipped.add(offset);
                }
            }
        }
        DeviceState device = user.getDevicesOrThrow(PHONE);
        for (long offset = cursor + 1; offset <= END; offset++) {
            assertThat(Skips.isSkipped(device, at(offset)))
                    .as("skipped at %d", offset)
                    .isEqualTo(skipped.contains(offset));
        }
    }

    @Provide
    Arbitrary<List<Told>> stories() {
        Arbitrary<Long> places = Arbitraries.longs().between(0, END - 1);
        Arbitrary<Long> lengths = Arbitraries.longs().between(1, 5);
        return Combinators.combine(Arbitraries.of(false, false, false, true), places, lengths)
                .as((ack, after, length) -> new Told(ack, after, Math.min(END, after + length)))
                .list()
                .ofMaxSize(20);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
