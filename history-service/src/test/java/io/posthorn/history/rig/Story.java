// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A user whom nobody else has, with an inbox and messages that have the same places. */
public final class Story {

    private static final AtomicInteger USERS = new AtomicInteger();

    private final TestLog log;
    private final TestMessages messages;
    private String group = "";
    private Message last = Message.getDefaultInstance();

    /** @param prefix begins the name */
    public Story(TestLog log, String prefix) {
        this.log = log;
        this.messages = new TestMessages(prefix + "-" + USERS.incrementAndGet());
    }

    public String user() {
        return messages.user();
    }

    /** What comes now is sent to it. */
    public Story inGroup(String name) {
        group = name;
        return this;
    }

    public Message last() {
        return last;
    }

    public Message appended(Instant at, String className) {
        last = messages.next(log.fillInbox(user(), 1) - 1, at, className).toBuilder()
                .setGroup(group)
                .build();
        return last;
    }

    /** In the inbox, not applied. */
    public List<Message> appended(String... classes) {
        return Stream.of(classes).map(each -> appended(Instant.now(), each)).toList();
    }

    /** So many at once, applied, and perhaps not written yet. */
    public List<Message> getsAtOnce(int count, Instant at, UnaryOperator<Message> change) {
        long end = log.fillInbox(user(), count);
        List<Message> all = LongStream.range(end - count, end)
                .mapToObj(offset -> change.apply(messages.next(offset, at, "system")))
                .toList();
        log.commit(all);
        return all;
    }

    public List<Message> getsAtOnce(int count) {
        return getsAtOnce(count, Instant.now(), UnaryOperator.identity());
    }

    /** Applied, and perhaps not written yet. @return their ids */
    public List<String> gets(int count, String className) {
        List<Message> some = IntStream.range(0, count)
                .mapToObj(i -> appended(Instant.now(), className))
                .toList();
        log.commit(some);
        return some.stream().map(each -> each.getNotification().getId()).toList();
    }

    /** Applied and written. */
    public List<Message> applies(String... classes) {
        List<Message> applied = appended(classes);
        log.commit(applied);
        log.awaitDone(Topic.MESSAGES);
        return applied;
    }

    /** Of this month. */
    public List<Row> rows(TestStore store, String table) {
        return store.rows(
                "SELECT * FROM %s." + table + " WHERE user = ? AND month = ? AND slice = 0", user(), messages.month());
    }
}
