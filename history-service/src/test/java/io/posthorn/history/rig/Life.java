// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.TestMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A user with five messages and a phone that breaks and comes back, beside a tablet that stays.
 *
 * @param positions of the messages
 * @param said what was said of connections, in its order, as connection and kind
 * @param opened when the phone connected
 * @param broke when it was gone
 * @param openedAgain when it was back
 */
public record Life(
        String user, List<Position> positions, List<String> said, Instant opened, Instant broke, Instant openedAgain) {

    private static final int MESSAGES = 5;

    /** Returns when all of it is on record. */
    public static Life of(TestLog log, String user) {
        List<Position> positions = messages(log, user);
        List<String> said = new ArrayList<>();
        TestDevice phone = new TestDevice(user, "phone", "c-1");
        Instant opened = say(log, phone.connected(Map.of("app", "1", "os", "a")), said);
        log.say(phone.acked(positions.get(0)));
        pass(opened);
        Instant broke = say(log, phone.disconnected(DisconnectCause.DISCONNECT_CAUSE_BROKEN), said);
        pass(broke);
        Connected tablet = Connected.newBuilder()
                .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                .setCursor(positions.get(3))
                .setWindow(8)
                .build();
        say(log, new TestDevice(user, "tablet", "t-1").connected(tablet), said);
        TestDevice again = phone.on("c-2");
        Instant openedAgain = say(log, again.connected(Map.of("app", "2")), said);
        log.say(again.changed(Map.of("locale", "de"), "os"));
        log.say(again.acked(positions.get(2)));
        log.say(again.read(positions.get(1)));
        log.awaitDone(Topic.CONNECTIONS);
        return new Life(user, positions, said, opened, broke, openedAgain);
    }

    private static List<Position> messages(TestLog log, String user) {
        TestMessages messages = new TestMessages(user);
        Instant first = Instant.now().minus(Duration.ofMinutes(30));
        List<Message> all = IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(i -> messages.next(i, first.plusSeconds(i), i % 2 == 0 ? "chat" : "system"))
                .toList();
        log.commit(all);
        log.awaitDone(Topic.MESSAGES);
        return all.stream().map(Message::getPosition).toList();
    }

    private static Instant say(TestLog log, ConnectionEvent event, List<String> said) {
        said.add(event.getConnection() + " " + (event.hasConnected() ? "connected" : "disconnected"));
        return log.say(event);
    }

    /** So that there is a time between this and what is said next. */
    private static void pass(Instant moment) {
        await().until(() -> Instant.now().isAfter(moment.plusMillis(20)));
    }
}
