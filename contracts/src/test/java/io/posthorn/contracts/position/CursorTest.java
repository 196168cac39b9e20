// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Position;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final int HASH = UserHash.of("user-1");
    private static final long LAST_TIME = 0xFFFF_FFFF_FFFFL;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "1, 48213, 1795168800347",
        "2, 1, 1795168800347",
        "65535, 9223372036854775807, 281474976710655",
        "65535, 0, 281474976710655",
        "1, 9223372036854775807, 0",
        "0, 0, 0"
    })
    void holdsAPosition(int era, long offset, long appendedAt) {
        Position position = Positions.of(era, offset, appendedAt);

        String cursor = Cursor.encode(position, HASH);

        assertThat(cursor).hasSize(28).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor)).hasValue(new Cursor(position, HASH));
        assertThat(Cursor.decodeFor(HASH, cursor)).hasValue(position);
        assertThat(new Cursor(position, HASH)).hasToString(cursor);
    }

    @Test
    void keepsItsFormForDevicesThatHoldItForAMonth() {
        assertThat(Cursor.encode(Positions.of(1, 48213, 1795168800347L), HASH))
                .isEqualTo("AQABAAAAAAAAvFUBofhmDlsUzMSs");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void holdsAnyHash(int hash) {
        assertThat(Cursor.decodeFor(hash, Cursor.encode(Positions.of(1, 2, 3), hash)))
                .isPresent();
    }

    @Test
    void isNothingToAnotherUser() {
        String cursor = Cursor.encode(Positions.of(1, 48213, 1795168800347L), HASH);

        assertThat(Cursor.decodeFor(UserHash.of("user-2"), cursor)).isEmpty();
        assertThat(Cursor.decodeFor(~HASH, cursor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "earliest",
                "AQABAAAAAAAAvFUBofhmDlsUzMS",
                "AQABAAAAAAAAvFUBofhmDlsUzMSsA",
                "AQABAAAAAAAAvFUBofhmDlsUzMSsAAAA",
                "AQABAAAAAAAAvFUBofhmDlsUzMS=",
                "AQABAAAAAAAAvFUBofhmDlsUzMS/",
                "AQABAAAAAAAAvFUBofhmDlsUzMS+",
                "AQABAAAAAAAAvFUBofhmDlsUzMS ",
                "AQABAAAAAAAAvFUBofhmDlsUzMSä",
                "AQABAAAAAAAAvFUBofhmDlsUzMS\u0000",
                "AQABAAAAAAAAvFUBofhmDlsUzM\uD83D\uDC4B",
                "48213"
            })
    void isNotGarbage(String text) {
        assertThat(Cursor.decode(text)).isEmpty();
        assertThat(Cursor.decodeFor(HASH, text)).isEmpty();
    }

    @Test
    void isNotLongerThanEveryCursorMayBe() {
        assertThat(Cursor.decode("A".repeat(Cursor.MAX_LENGTH))).isEmpty();
        assertThat(Cursor.decode("A".repeat(Cursor.MAX_LENGTH + 1))).isEmpty();
        assertThat(Cursor.decode("A".repeat(1 << 20))).isEmpty();
    }

    @Test
    void isNotOfAnotherVersion() {
        byte[] bytes = bytes(Cursor.encode(Positions.of(1, 2, 3), HASH));
        for (int version = 0; version < 256; version++) {
            bytes[0] = (byte) version;
            assertThat(Cursor.decode(text(bytes)).isPresent()).isEqualTo(version == 1);
        }
    }

    @Test
    void hasNoNegativeOffset() {
        byte[] bytes = bytes(Cursor.encode(Positions.of(1, 2, 3), HASH));
        bytes[3] = (byte) 0x80;

        assertThat(Cursor.decode(text(bytes))).isEmpty();
    }

    @Test
    void doesNotThrowOnAnyText() {
        Random random = new Random(20261120);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            Cursor.decodeFor(random.nextInt(), text.toString());
        }
    }

    @Test
    void isTheOnlyTextOfItsPosition() {
        Random random = new Random(20261121);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[21];
            random.nextBytes(bytes);
            bytes[0] = 1;
            String text = text(bytes);
            boolean negative = bytes[3] < 0;

            assertThat(Cursor.decode(text).map(Cursor::toString).orElse("negative"))
                    .isEqualTo(negative ? "negative" : text);
        }
    }

    @Test
    void holdsTimesForAsLongAsAnyoneKeepsMessages() {
        Position position = Positions.of(1, 2, LAST_TIME + 1);

        // The year 10889: the time is only a hint to history, the place is what counts.
        assertThat(Cursor.decodeFor(HASH, Cursor.encode(position, HASH)))
                .hasValueSatisfying(
                        decoded -> assertThat(Positions.same(decoded, position)).isTrue());
    }

    private static byte[] bytes(String cursor) {
        return Base64.getUrlDecoder().decode(cursor);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
