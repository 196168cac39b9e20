// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.Traffic;
import io.posthorn.e2e.rig.WholeStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pending store has let go comes from Cassandra, in one stream with what is new. */
@WholeStack
class ReplayE2E {

    /** More than a window and than a page; more than the stack keeps pending for one user. */
    private static final int MANY = 700;

    @Test
    void whatEveryDeviceHasComesFromCassandraForANewOne(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(10);
        phone.awaitIds(sent);
        awaitLetGo(user, sent);

        TestDevice tablet = user.connect("tablet", setup -> setup.resume("earliest"));

        tablet.awaitIds(sent);
        assertThat(tablet.messages()).allMatch(MessageFrame::getReplayed);
        assertThat(tablet.message(0).getPrev()).isEqualTo(tablet.resumed().getCursor());
        assertThat(tablet.messages())
                .extracting(MessageFrame::getCursor)
                .isEqualTo(
                        phone.messages().stream().map(MessageFrame::getCursor).toList());
        tablet.awaitCaughtUp();
        assertThat(tablet.skips()).isEmpty();
    }

    @Test
    void anOldCursorIsServedFromCassandra(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(10);
        phone.awaitIds(sent);
        awaitLetGo(user, sent);
        String fourth = phone.message(3).getCursor();
        phone.leave();

        TestDevice again = user.connect(2, "phone", setup -> setup.resume(fourth));

        again.awaitIds(sent.subList(4, 10));
        assertThat(again.messages()).allMatch(MessageFrame::getReplayed);
        assertThat(again.resumed().getRecovered()).isEqualTo("full");
    }

    @Test
    void aLongAbsenceIsServedPageByPageWhileMoreArrives(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> old = user.isSent(MANY);
        phone.awaitIds(old);
        awaitLetGo(user, old);

        List<String> all = new ArrayList<>(old);
        TestDevice tablet;
        try (Traffic traffic = new Traffic(posthorn.upstream(), user)) {
            traffic.flowFor(3);
            tablet = user.connect(2, "tablet", setup -> setup.resume("earliest"));
            tablet.awaitCaughtUp();
            traffic.flowFor(3);
            all.addAll(traffic.stop());
        }

        tablet.awaitIds(all);
        phone.awaitIds(all);
        assertThat(tablet.message(0).getReplayed()).isTrue();
        assertThat(tablet.message(all.size() - 1).getReplayed()).isFalse();
        assertThat(tablet.closes()).isEmpty();
    }

    @Test
    void whatIsOverTheBoundOfAUserIsNotSkipped(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        user.connect("laptop").leave();
        List<String> sent = user.isSent(MANY);
        phone.awaitIds(sent);
        Patience.await("the oldest are no longer pending")
                .untilAsserted(() -> assertThat(user.device("laptop").has("unacked")
                                && !user.device("laptop").get("unacked").isNull())
                        .isFalse());

        TestDevice laptop = user.connect("laptop");

        laptop.awaitIds(sent);
        assertThat(laptop.skips()).isEmpty();
        assertThat(laptop.message(0).getReplayed()).isTrue();
        assertThat(laptop.message(MANY - 1).getReplayed()).isFalse();
    }

    @Test
    void aSmallWindowIsKeptInReplaysToo(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(12);
        phone.awaitIds(sent);
        awaitLetGo(user, sent);

        TestDevice watch =
                user.connect("watch", setup -> setup.resume("earliest").window(3));

        watch.awaitIds(sent);
        assertThat(watch.closes()).isEmpty();
    }

    /** A device that asks for all is shown whether the first of them still waited. */
    private static void awaitLetGo(TestUser user, List<String> sent) {
        user.awaitHistory(sent);
        Patience.await("the pending store has let go of the messages of " + user)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    TestDevice probe = user.connect("probe", setup -> setup.resume("earliest"));
                    probe.awaitIds(sent);
                    boolean replayed = probe.messages().stream().allMatch(MessageFrame::getReplayed);
                    probe.leave();
                    return replayed;
                });
    }
}
