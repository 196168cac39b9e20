// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final java.time.Duration LONGEST = java.time.Duration.ofSeconds(Long.MAX_VALUE);
    private static final java.time.Duration LONGEST_BACKWARDS = java.time.Duration.ofSeconds(Long.MIN_VALUE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00.250Z",
                "1969-12-31T23:59:59.999999999Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void areWrittenAsTheyWereRead(String time) {
        assertThat(Times.format(Times.parse(time))).isEqualTo(time);
        assertThat(Times.parse(time)).isEqualTo(Times.of(Instant.parse(time)));
        assertThat(Times.isValid(Times.parse(time))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-20",
                "10:00:00Z",
                "2026-11-20T10:00:00",
                "2026-11-20T25:00:00Z",
                "2026-11-20T10:00:00 Z",
                "0000-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+1000000000-01-01T00:00:00Z"
            })
    void areNoOthers(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Times.parse(text)).withMessageNotContaining("2026");
    }

    @ParameterizedTest
    @CsvSource({"-62135596801, 0", "253402300800, 0", "0, -1", "0, 1000000000", "9223372036854775807, 0"})
    void areNotValidBeyondWhatProtobufSays(long seconds, int nanos) {
        Timestamp time =
                Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();

        assertThat(Times.isValid(time)).isFalse();
    }

    @Test
    void cannotBeWrittenFarBeyondIt() {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> Times.format(
                        Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build()));
    }

    @ParameterizedTest
    @CsvSource({"PT48H, PT48H", "P2DT3H, PT51H", "PT0S, PT0S", "PT0.000000001S, PT0.000000001S", "PT-1.5S, PT-1.5S"})
    void haveDurations(String text, String written) {
        assertThat(Times.format(Times.parseDuration(text))).isEqualTo(written);
        assertThat(Times.toJava(Times.parseDuration(text))).isEqualTo(java.time.Duration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PT", "48", "48h", "P1M", "P1Y", "PT1H1H", "PT9999999999999999999S"})
    void haveNoOtherDurations(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Times.parseDuration(text))
                .withMessage("not a duration in ISO 8601");
    }

    @Test
    void haveALongestDuration() {
        assertThat(Times.toJava(duration(Long.MAX_VALUE, 999_999_999))).isGreaterThanOrEqualTo(LONGEST);
        assertThat(Times.toJava(duration(Long.MAX_VALUE, Integer.MAX_VALUE))).isEqualTo(LONGEST);
        assertThat(Times.toJava(duration(Long.MIN_VALUE, -1))).isEqualTo(LONGEST_BACKWARDS);
        assertThat(Times.toJava(duration(Long.MIN_VALUE, Integer.MIN_VALUE))).isEqualTo(LONGEST_BACKWARDS);
        assertThat(Times.format(duration(Long.MAX_VALUE, Integer.MAX_VALUE))).startsWith("PT2562047788015215H");
    }

    private static Duration duration(long seconds, int nanos) {
        return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }
}
