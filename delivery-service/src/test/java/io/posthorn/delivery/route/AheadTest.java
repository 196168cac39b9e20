// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AheadTest {

    private static final Position REACHED = at(5);

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("progress").get();
    private final Ahead ahead = new Ahead(store);

    @Test
    void whoSaysNothingNewIsNotAhead() {
        ahead.said("user-1", REACHED, REACHED, Positions.START);

        assertThat(ahead.users()).isEmpty();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void staysAheadUntilTheRecordIsApplied() {
        ahead.said("user-1", at(7), REACHED, Positions.START);
        ahead.said("user-1", at(6), REACHED, Positions.START);

        ahead.reached(at(6));
        assertThat(ahead.users()).containsExactly("user-1");

        ahead.reached(at(7));
        assertThat(ahead.users()).isEmpty();
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void whoSaysWhatTheirStreamHasIsNotAheadAfterARestart() {
        ahead.said("user-1", at(7), REACHED, at(7));

        assertThat(ahead.users()).isEmpty();
    }

    @Test
    void isKnownToWhoTakesTheTaskOver() {
        ahead.said("user-1", at(7), REACHED, Positions.START);
        ahead.said("user-2", at(6), REACHED, Positions.START);
        ahead.reached(at(6));

        assertThat(new Ahead(store).users()).containsExactly("user-1");
    }

    @Test
    void otherKeysOfTheStoreAreNoUsers() {
        store.put(Bytes.wrap("persisted".getBytes()), REACHED.toByteArray());

        assertThat(new Ahead(store).users()).isEmpty();
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
