// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import static io.posthorn.crash.check.Scene.reading;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.ReceiptState;
import org.junit.jupiter.api.Test;

class ReadCheckTest {

    private final Scene scene = Scene.ofMessages(4);

    @Test
    void whatWasReadHereIsToldThere() {
        scene.connections.add(reading(3, 0));
        scene.laptop(reading(0, 3));
        read(3);

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void anEarlierWordIsEnoughWhenALaterOneNeverArrived() {
        scene.connections.add(reading(2, 0));
        scene.connections.add(reading(4, 0));
        scene.laptop(reading(0, 2));
        read(2);

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aDeviceThatWasNotToldIsSeen() {
        scene.connections.add(reading(3, 0));
        scene.laptop();
        read(3);

        assertThat(scene.broken()).containsExactly(Invariant.READ);
        assertThat(scene.findings().get(0).whom()).isEqualTo("user-1/laptop");
    }

    @Test
    void whatNobodyReadIsSeen() {
        scene.connections.add(reading(0, 3));

        assertThat(scene.broken()).containsExactly(Invariant.READ);
    }

    @Test
    void aReceiptOfReadingWhatNobodyReadIsSeen() {
        scene.connections.add(reading(2, 0));
        read(3);

        assertThat(scene.broken()).containsExactly(Invariant.READ);
    }

    @Test
    void whatWasToldAndIsNotOnRecordIsSeen() {
        scene.connections.add(reading(3, 0));
        scene.laptop(reading(0, 3));
        read(2);

        assertThat(scene.broken()).containsExactly(Invariant.READ);
    }

    @Test
    void whatExpiresMayBeReadWithoutAReceipt() {
        scene.applied(
                Scene.notification(5)
                        .setTtl(Duration.newBuilder().setSeconds(1))
                        .build(),
                5);
        scene.receipts.add(scene.receipt(5));
        scene.onlyConnection(scene.connection(0, 5));
        scene.connections.add(reading(5, 0));
        scene.laptop(reading(0, 5));
        read(4);

        assertThat(scene.findings()).isEmpty();
    }

    private void read(int number) {
        scene.receipts.add(scene.receipt(number).toBuilder()
                .setState(ReceiptState.RECEIPT_STATE_READ)
                .build());
    }
}
