// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import static io.posthorn.crash.check.Scene.connection;
import static io.posthorn.crash.check.Scene.cursor;
import static io.posthorn.crash.check.Scene.skip;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.crash.evidence.Connection.TroubleKind;
import io.posthorn.crash.evidence.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionCheckTest {

    private final Scene scene = Scene.ofMessages(4);

    @Test
    void aSoundConnectionHasNoFindings() {
        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aSecondConnectionContinuesWhereTheFirstStopped() {
        scene.onlyConnection(scene.connection(0, 2));
        scene.connections.add(scene.connection(2, 4));

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedMayComeAgainOnTheNextConnection() {
        scene.onlyConnection(connection("full", 0, scene.frames(0, 3), List.of(cursor(1))));
        scene.connections.add(scene.connection(1, 4));

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aPositionThatComesTwiceIsARepeat() {
        scene.onlyConnection(connection(0, List.of(scene.frame(1, 0), scene.frame(2, 1), scene.frame(2, 2))));
        scene.connections.add(scene.connection(2, 4));

        assertThat(scene.broken()).containsExactly(Invariant.REPEATED);
    }

    @Test
    void aPositionAfterAHigherOneIsAReorder() {
        scene.onlyConnection(
                connection(0, List.of(scene.frame(1, 0), scene.frame(2, 1), scene.frame(4, 2), scene.frame(3, 4))));

        assertThat(scene.broken()).contains(Invariant.REORDERED);
    }

    @Test
    void aPrevThatIsNotTheLastCursorIsAHole() {
        scene.onlyConnection(
                connection(0, List.of(scene.frame(1, 0), scene.frame(2, 1), scene.frame(3, 1), scene.frame(4, 3))));

        assertThat(scene.broken()).containsExactly(Invariant.HOLE);
    }

    @Test
    void aMessagePassedOverUnderASoundPrevIsAHole() {
        scene.onlyConnection(connection(0, List.of(scene.frame(1, 0), scene.frame(3, 1), scene.frame(4, 3))));
        scene.connections.add(scene.connection(1, 2));

        assertThat(scene.broken()).containsExactly(Invariant.HOLE);
        assertThat(scene.findings().get(0).what()).contains("test/n-2 at 1:20");
    }

    @Test
    void aMessagePassedOverAtTheBeginningIsAHole() {
        scene.onlyConnection(connection(0, List.of(scene.frame(2, 0), scene.frame(3, 2), scene.frame(4, 3))));
        scene.connections.add(scene.connection(0, 1));

        assertThat(scene.broken()).containsExactly(Invariant.HOLE);
    }

    @Test
    void whatTheClientRefusedIsAHole() {
        scene.connections.add(Scene.troubled(TroubleKind.HOLE));

        assertThat(scene.broken()).containsExactly(Invariant.HOLE);
    }

    @ParameterizedTest
    @EnumSource(value = TroubleKind.class, mode = EnumSource.Mode.EXCLUDE, names = "HOLE")
    void anyOtherTroubleBreaksTheProtocol(TroubleKind kind) {
        scene.connections.add(Scene.troubled(kind));

        assertThat(scene.broken()).containsExactly(Invariant.PROTOCOL);
    }

    @Test
    void aStreamThatLostItsPlaceBreaksTheProtocol() {
        scene.connections.add(connection("none", 4, List.of(), List.of()));

        assertThat(scene.broken()).containsExactly(Invariant.PROTOCOL);
    }

    @Test
    void aCursorOfAnotherUserIsSeen() {
        String foreign = Cursor.encode(Scene.position(4), UserHash.of("user-2"));
        Frame last = scene.frame(4, 3);
        List<Frame> frames = Stream.concat(
                        scene.frames(0, 3).stream(),
                        Stream.of(new Frame.Message(
                                foreign, last.prev(), ((Frame.Message) last).identity(), 0, false, last.at())))
                .toList();
        scene.onlyConnection(connection(0, frames));
        scene.connections.add(scene.connection(3, 4));

        assertThat(scene.broken()).containsExactly(Invariant.WRONG_USER);
    }

    @Test
    void aSkipWithoutAReasonIsUnexplained() {
        scene.onlyConnection(connection(0, List.of(scene.frame(1, 0), skip(3, 1, "expired", 2), scene.frame(4, 3))));

        assertThat(scene.broken()).containsExactly(Invariant.UNEXPLAINED_SKIP);
    }

    @Test
    void aSkipOfWhatHasExpiredIsExplained() {
        expiring(5);
        scene.connections.add(connection(4, List.of(skip(5, 4, "expired", 1))));

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aSkipThatCountsWronglyIsUnexplained() {
        expiring(5);
        scene.connections.add(connection(4, List.of(skip(5, 4, "expired", 2))));

        assertThat(scene.broken()).containsExactly(Invariant.UNEXPLAINED_SKIP);
    }

    @Test
    void aSkipForAnotherReasonIsUnexplained() {
        expiring(5);
        scene.connections.add(connection(4, List.of(skip(5, 4, "collapsed", 1))));

        assertThat(scene.broken()).containsExactly(Invariant.UNEXPLAINED_SKIP);
    }

    @Test
    void aSkipOfWhatANewerOneReplacedIsExplained() {
        scene.applied(Scene.notification(5).setCollapseKey("key").build(), 5);
        scene.applied(Scene.notification(6).setCollapseKey("key").build(), 6);
        scene.receipts.add(scene.receipt(6));
        scene.connections.add(connection(4, List.of(skip(5, 4, "collapsed", 1), scene.frame(6, 5))));

        assertThat(scene.findings()).isEmpty();
    }

    private void expiring(int number) {
        scene.applied(
                Scene.notification(number)
                        .setTtl(Duration.newBuilder().setSeconds(5))
                        .build(),
                number);
    }
}
