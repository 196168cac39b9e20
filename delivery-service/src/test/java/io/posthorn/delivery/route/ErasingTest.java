// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.delivery.state.PendingEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a user whose content is erased. */
class ErasingTest {

    @TempDir
    Path directory;

    private RouterScenario router;

    @BeforeEach
    void start() {
        router = new RouterScenario(directory);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void whatWaitedBecomesASkipWithCountsByClass() {
        away();
        router.message();
        router.message("critical");
        Position last = router.message();
        router.erase(last);
        router.message();
        router.receipts();

        router.connect("phone", "c2");

        Delivery skip = router.hints.get(1);
        assertThat(skip.getPosition().getOffset()).isEqualTo(last.getOffset());
        assertThat(skip.getSkip().getCountsList())
                .allMatch(count -> count.getReason() == SkipReason.SKIP_REASON_ERASED)
                .extracting(count -> count.getClassName() + " " + count.getCount())
                .containsExactly("critical 1", "system 2");
        assertThat(router.sent()).containsExactly("resumed", "skip", "n-4", "caughtUp");
        assertThat(router.receipts()).containsExactly("SKIPPED n-1 phone", "SKIPPED n-2 phone", "SKIPPED n-3 phone");
    }

    @Test
    void whatCameLaterStays() {
        away();
        Position first = router.message();
        router.message();
        router.erase(first);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "n-2", "caughtUp");
    }

    @Test
    void anotherUsersMessagesStay() {
        away();
        router.user = "user-2";
        router.message();
        router.user = RouterScenario.USER;
        router.erase(Positions.of(1, 100, 0));
        router.user = "user-2";
        router.sent();

        router.connect("tablet", "c3");

        assertThat(router.sent()).containsExactly("resumed", "n-1", "caughtUp");
    }

    @Test
    void whatIsForEveryoneStays() {
        away();
        router.message();
        Position everyones = router.broadcast();
        router.erase(everyones);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "n-2", "caughtUp");
    }

    @Test
    void twiceIsAsOnce() {
        away();
        Position first = router.message();
        router.erase(first);
        router.erase(first);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "caughtUp");
    }

    @Test
    void whatIsNoErasureIsRejectedAndStopsNothing() {
        router.pipe(Topic.ERASURES, "user-1", "{".getBytes(StandardCharsets.UTF_8));
        router.pipe(Topic.ERASURES, "user-1", Erasure.getDefaultInstance().toByteArray());

        assertThat(router.rejected()).hasSize(2);
        router.connect("phone", "c1");
        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    @Test
    void coversTheUsersOwnUpToThePlaceIncluded() {
        assertThat(isCovered("user-1", 5)).isTrue();
        assertThat(isCovered("user-1", 6)).isFalse();
        assertThat(isCovered("user-2", 4)).isFalse();
        assertThat(isCovered("", 4)).as("a broadcast").isFalse();
    }

    private static boolean isCovered(String user, long offset) {
        return Erasing.isCovered(
                PendingEntry.newBuilder()
                        .setMessage(Message.newBuilder().setUser(user).setPosition(Positions.of(1, offset, 0)))
                        .build(),
                Erasure.newBuilder()
                        .setUser("user-1")
                        .setUpTo(Positions.of(1, 5, 0))
                        .build());
    }

    private void away() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.sent();
    }
}
