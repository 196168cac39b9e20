// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody gets so many messages that a partition becomes too large: it holds a thousand of one user at most, in tiers as in copies of a hold. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class HeavyUserIT {

    /** As {@code posthorn.history.writing.slice-rows} is by default. */
    private static final int SLICE = 1_000;

    private static final String USER = "heavy-1";
    private static final int MANY = 3_300;
    /** The first of them are of another month. */
    private static final int EARLIER = 300;

    private static TestCustody custody;
    private static TestStore store;
    private static TestLog log;

    /** Only every eleventh is critical. */
    @BeforeAll
    static void isSent() {
        long first = log.fillInbox(USER, MANY) - MANY;
        TestMessages messages = new TestMessages(USER);
        Instant now = Instant.now();
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Instant appended = i < EARLIER ? now.minus(Duration.ofDays(35)) : now;
            all.add(messages.next(first + i, appended, i % 11 == 0 ? "critical" : "system"));
        }
        log.commit(all);
        log.awaitDone(Topic.MESSAGES);
    }

    @Test
    void noPartitionOfATierHoldsMoreThanASlice() {
        List<Row> system = partitions("messages_90d", "user, month, slice");
        List<Row> critical = partitions("messages_365d", "user, month, slice");

        assertThat(sizes(system)).hasSize(5).allMatch(each -> each <= SLICE);
        assertThat(sizes(critical)).hasSize(5).allMatch(each -> each <= SLICE);
        assertThat(sum(system) + sum(critical)).isEqualTo(MANY);
        // Of 1,000 in a row ten elevenths are of the larger class.
        assertThat(sizes(system)).contains(909L);
        assertThat(store.rows("SELECT slice FROM %s.slices WHERE user = ?", USER))
                .as("one entry in the index for each partition")
                .hasSize(10);
    }

    /** Classes share the partitions of copies, so they are fuller than those of any tier. */
    @Test
    void noPartitionOfAHoldsCopiesHoldsMoreThanASlice() {
        String hold = custody.place("{\"users\":[\"%s\"]}", USER);
        custody.awaitActive(hold);

        List<Row> copies = partitions("held_messages", "hold, user, month, slice").stream()
                .filter(row -> hold.equals(row.getString("hold")))
                .toList();

        assertThat(sizes(copies)).hasSize(5).allMatch(each -> each <= SLICE).contains((long) SLICE);
        assertThat(sum(copies)).isEqualTo(MANY);
        assertThat(custody.hold(hold).path("gathered").asLong()).isEqualTo(MANY);
        custody.release(hold);
    }

    /** A page goes over the ends of partitions as over any other row. */
    @Test
    void allOfItIsReadInTheOrderOfTheLog() {
        List<Long> places = new ArrayList<>();
        custody.pages("/v1/users/" + USER + "/messages" + TestCustody.WHY + "&order=asc&limit=500", "messages")
                .forEach(each -> places.add(place(each.path("cursor").asString())));

        assertThat(places).hasSize(MANY).isSorted().doesNotHaveDuplicates();
    }

    private static long place(String cursor) {
        return Cursor.decode(cursor).orElseThrow().position().getOffset();
    }

    /** Those with anything of the user, and how many rows each has. */
    private static List<Row> partitions(String table, String key) {
        return store.rows("SELECT " + key + ", COUNT(*) AS rows FROM %s." + table + " GROUP BY " + key).stream()
                .filter(row -> USER.equals(row.getString("user")))
                .toList();
    }

    private static List<Long> sizes(List<Row> partitions) {
        return partitions.stream().map(row -> row.getLong("rows")).toList();
    }

    private static long sum(List<Row> partitions) {
        return sizes(partitions).stream().mapToLong(Long::longValue).sum();
    }
}
