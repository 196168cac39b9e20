// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.ResumeFrom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreetingTest {

    private static final int USER = UserHash.of("user-1");

    @Test
    void aPlainHelloContinuesAtTheServersCursor() {
        Connected connected = connected(Hello.newBuilder().putAttributes("os", "ios"));

        assertThat(connected.getResumeFrom()).isEqualTo(ResumeFrom.RESUME_FROM_SERVER_CURSOR);
        assertThat(connected.getWindow()).isEqualTo(256);
        assertThat(connected.getAttributesMap()).isEqualTo(Map.of("os", "ios"));
    }

    @ParameterizedTest
    @CsvSource({"earliest, RESUME_FROM_EARLIEST", "latest, RESUME_FROM_LATEST"})
    void oneMayAskForAnEnd(String resume, ResumeFrom from) {
        assertThat(connected(Hello.newBuilder().setResume(resume)).getResumeFrom())
                .isEqualTo(from);
    }

    @Test
    void aCursorIsPassedOn() {
        var position = Positions.of(1, 12, 34);

        Connected connected = connected(Hello.newBuilder().setResume(Cursor.encode(position, USER)));

        assertThat(connected.getResumeFrom()).isEqualTo(ResumeFrom.RESUME_FROM_CURSOR);
        assertThat(connected.getCursor()).isEqualTo(position);
    }

    @Test
    void anotherUsersCursorIsUnreadable() {
        String foreign = Cursor.encode(Positions.of(1, 12, 34), UserHash.of("user-2"));

        Connected connected = connected(Hello.newBuilder().setResume(foreign));

        assertThat(connected.getResumeFrom()).isEqualTo(ResumeFrom.RESUME_FROM_UNREADABLE);
        assertThat(connected.hasCursor()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "Earliest",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void garbageIsUnreadableAndNoError(String garbage) {
        assertThat(connected(Hello.newBuilder().setResume(garbage)).getResumeFrom())
                .isEqualTo(ResumeFrom.RESUME_FROM_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "256, 256", "257, 256", "2147483647, 256", "-1, 256", "0, 1"})
    void theWindowIsClamped(int asked, int got) {
        assertThat(connected(Hello.newBuilder().setWindow(asked)).getWindow()).isEqualTo(got);
    }

    private static Connected connected(Hello.Builder hello) {
        return Greeting.connected(hello.build(), USER);
    }
}
