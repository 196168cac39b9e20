// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserHashTest {

    /** The first is the check value of CRC-32C. Clients hold cursors with these in them: they must never change. */
    @ParameterizedTest
    @CsvSource({"123456789, E3069283", "user-1, 14CCC4AC", "user-2, 79C3758", "müller, BAFA69C2", "'', 0"})
    void isTheChecksumOfTheUsersBytes(String user, String hash) {
        assertThat(Integer.toHexString(UserHash.of(user)).toUpperCase()).isEqualTo(hash);
    }

    @Test
    void tellsUsersApart() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(UserHash.of("user-" + i));
        }
        assertThat(hashes).hasSize(10_000);
    }
}
