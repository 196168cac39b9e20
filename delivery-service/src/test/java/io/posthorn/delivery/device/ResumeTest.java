// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The newest durable message stands at 80, the partition has reached 100, the server's cursor of `phone` is at 50. */
class ResumeTest {

    private static final Position END = at(80);
    private static final Position REACHED = at(100);
    private static final long AT = 5_000;

    /** An offset of -1 is the start; a cursor before of -1: it was not moved. */
    @ParameterizedTest(name = "{0} {1} at {2}: from {3}, cursor {4}, moved from {5}")
    @CsvSource(textBlock = """
            known,   SERVER_CURSOR, -1,   50,  50, -1
            known,   UNREADABLE,    -1,   50,  50, -1
            known,   EARLIEST,      -1,   -1,  50, -1
            known,   LATEST,        -1,   80,  80, 50
            known,   CURSOR,        50,   50,  50, -1
            known,   CURSOR,        20,   20,  50, -1
            known,   CURSOR,        -1,   -1,  50, -1
            known,   CURSOR,        70,   70,  70, 50
            known,   CURSOR,        80,   80,  80, 50
            known,   CURSOR,        90,   90,  90, 50
            known,   CURSOR,        1000, 100, 100, 50
            first,   SERVER_CURSOR, -1,   -1,  -1, -1
            first,   UNREADABLE,    -1,   -1,  -1, -1
            first,   EARLIEST,      -1,   -1,  -1, -1
            first,   LATEST,        -1,   80,  80, -1
            first,   CURSOR,        20,   20,  20, -1
            first,   CURSOR,        1000, 100, 100, -1
            further, SERVER_CURSOR, -1,   80,  80, -1
            further, UNREADABLE,    -1,   80,  80, -1
            further, EARLIEST,      -1,   -1,  -1, -1
            further, LATEST,        -1,   80,  80, -1
            further, CURSOR,        20,   20,  20, -1
            further, CURSOR,        1000, 100, 100, -1
            """)
    void aDeviceContinues(String device, String resumeFrom, long asked, long from, long cursor, long before) {
        UserState user = device.equals("first") ? UserState.getDefaultInstance() : user(50);
        String name = device.equals("known") ? "phone" : "laptop";
        Resume resume = decide(user, name, hello(resumeFrom, asked), END, REACHED);

        assertThat(resume.from()).isEqualTo(at(from));
        assertThat(resume.user().getDevicesOrThrow(name).getCursor()).isEqualTo(at(cursor));
        assertThat(resume.before()).isEqualTo(before < 0 ? null : at(before));
    }

    @Test
    void aCursorAckedBeforeItsMessageWasMetStands() {
        Resume resume = decide(user(120), "phone", hello("CURSOR", 120), END, REACHED);

        assertThat(resume.from()).isEqualTo(at(120));
    }

    @Test
    void latestIsNotBeforeWhatWasAcked() {
        Resume resume = decide(user(120), "phone", hello("LATEST", -1), END, REACHED);

        assertThat(resume.from()).isEqualTo(at(120));
    }

    @Test
    void anOlderErasCursorIsBelow() {
        Connected old = Connected.newBuilder()
                .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                .setCursor(Positions.of(1, 1_000_000, 0))
                .build();
        UserState user = UserState.newBuilder()
                .putDevices(
                        "phone",
                        DeviceState.newBuilder()
                                .setCursor(Positions.of(2, 3, 0))
                                .build())
                .build();

        Resume resume = decide(user, "phone", old, Positions.of(2, 9, 0), Positions.of(2, 9, 0));

        assertThat(resume.from()).isEqualTo(Positions.of(1, 1_000_000, 0));
        assertThat(resume.before()).isNull();
    }

    @Test
    void anUnreadableCursorIsSaidToHaveRecoveredNothing() {
        assertThat(decide(user(50), "phone", hello("UNREADABLE", -1), END, REACHED)
                        .recovered())
                .isEqualTo(Recovered.RECOVERED_NONE);
    }

    @Test
    void whatHistoryMayNoLongerHaveIsPartial() {
        UserState user = user(50);

        assertThat(Resume.decide(user, "phone", hello("SERVER_CURSOR", -1), bounds(at(70), 51), AT)
                        .recovered())
                .isEqualTo(Recovered.RECOVERED_PARTIAL);
        assertThat(Resume.decide(user, "phone", hello("SERVER_CURSOR", -1), bounds(at(70), 50), AT)
                        .recovered())
                .as("appended within the shortest retention")
                .isEqualTo(Recovered.RECOVERED_FULL);
    }

    @Test
    void howeverOldWhatIsStillPendingIsFull() {
        assertThat(Resume.decide(
                                user(50),
                                "phone",
                                hello("SERVER_CURSOR", -1),
                                bounds(Positions.START, Long.MAX_VALUE),
                                AT)
                        .recovered())
                .isEqualTo(Recovered.RECOVERED_FULL);
    }

    @Test
    void attributesOfTheHelloAreMergedIn() {
        UserState user = UserState.newBuilder()
                .putDevices(
                        "phone",
                        DeviceState.newBuilder()
                                .putAllAttributes(Map.of("app", "1", "model", "x"))
                                .build())
                .build();
        Connected hello = Connected.newBuilder().putAttributes("app", "2").build();

        DeviceState device = decide(user, "phone", hello, END, REACHED).user().getDevicesOrThrow("phone");

        assertThat(device.getAttributesMap()).isEqualTo(Map.of("app", "2", "model", "x"));
        assertThat(device.getLastSeen()).isEqualTo(AT);
    }

    private static Resume decide(UserState user, String name, Connected hello, Position end, Position reached) {
        return Resume.decide(user, name, hello, new Resume.Bounds(end, reached, Positions.START, Long.MIN_VALUE), AT);
    }

    private static Resume.Bounds bounds(Position floor, long keptSince) {
        return new Resume.Bounds(END, REACHED, floor, keptSince);
    }

    @Test
    void aNewUserGetsBroadcastsFromThenOn() {
        UserState met = decide(UserState.getDefaultInstance(), "phone", hello("EARLIEST", -1), END, REACHED)
                .user();
        UserState metAgain =
                decide(met, "laptop", hello("EARLIEST", -1), END, at(200)).user();

        assertThat(met.getFirstSeen()).isEqualTo(REACHED);
        assertThat(metAgain.getFirstSeen()).isEqualTo(REACHED);
    }

    private static Connected hello(String resumeFrom, long cursor) {
        return Connected.newBuilder()
                .setResumeFrom(ResumeFrom.valueOf("RESUME_FROM_" + resumeFrom))
                .setCursor(at(cursor))
                .build();
    }

    private static UserState user(long cursor) {
        return UserState.newBuilder()
                .putDevices(
                        "phone", DeviceState.newBuilder().setCursor(at(cursor)).build())
                .build();
    }

    /** Appended when its offset says, in milliseconds. */
    private static Position at(long offset) {
        return offset < 0 ? Positions.START : Positions.of(1, offset, offset);
    }
}
