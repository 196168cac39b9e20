// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static io.posthorn.history.rig.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.Shards;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLedger;
import io.posthorn.history.rig.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One notification to a group of ten thousand, walked to its very end in both directions. */
@SharedHistory
class LargeGroupIT {

    private static final int MEMBERS = 10_000;
    private static final String GROUP = "crowd";
    /** With which the last members begin. */
    private static final String LAST = "crowd-99";

    private static final String PATH = "/v1/notifications/news/c-1?purpose=test";
    private static final Instant SENT =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(1));

    private static RunningHistory history;
    private static TestStore store;
    private static TestLedger notifications;
    private static String auditor;

    /** User → what became of it for them, and why, in the order of the users. */
    private static final Map<String, String> members = new TreeMap<>();

    private static int told;

    /** What the receipts of a member say. */
    private enum Fate {
        READ("read") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_ROUTED);
                for (String device : List.of("phone", "laptop")) {
                    told.onDevice(user, at, device, ReceiptState.RECEIPT_STATE_DELIVERED);
                    told.onDevice(user, at, device, ReceiptState.RECEIPT_STATE_READ);
                }
            }
        },
        DELIVERED("delivered") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_ROUTED);
                for (String device : List.of("phone", "laptop", "tablet")) {
                    told.onDevice(user, at, device, ReceiptState.RECEIPT_STATE_DELIVERED);
                }
            }
        },
        EXPIRED("expired") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_PENDING);
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_EXPIRED);
            }
        },
        SKIPPED("skipped collapsed") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_PENDING);
                told.onDevice(user, at, "phone", ReceiptState.RECEIPT_STATE_SKIPPED, "collapsed");
            }
        },
        ROUTED("routed") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_ROUTED);
            }
        },
        PENDING("pending") {
            @Override
            void tell(TestReceipts told, String user, Position at) {
                told.ofUser(user, at, ReceiptState.RECEIPT_STATE_PENDING);
            }
        };

        private final String shown;

        Fate(String shown) {
            this.shown = shown;
        }

        abstract void tell(TestReceipts told, String user, Position at);
    }

    /** The messages of most have gone before what was said of them. */
    @BeforeAll
    static void tell() {
        auditor = notifications.auditor(Map.of());
        List<Message> messages = new ArrayList<>();
        TestReceipts receipts = new TestReceipts("news", "c-1", "system", SENT).accepted(MEMBERS);
        for (int i = 0; i < MEMBERS; i++) {
            String user = "crowd-" + i;
            Fate fate = Fate.values()[i % Fate.values().length];
            Message message = TestLedger.message(user, 300, SENT, "news", "c-1", GROUP);
            if (i < 20 || user.startsWith(LAST)) {
                messages.add(message);
            }
            fate.tell(receipts, user, message.getPosition());
            members.put(user, fate.shown);
        }
        told = receipts.all().size();
        notifications.tell(messages, receipts.all());
    }

    /** With 500 the last page is full, with 333 it is not. */
    @ParameterizedTest
    @ValueSource(ints = {500, 333})
    void eachMemberIsThereOnceWithWhatBecameOfItUpAndDown(int limit) {
        List<JsonNode> up = walk(auditor, PATH + "&limit=" + limit);
        List<JsonNode> down = walk(auditor, PATH + "&order=desc&limit=" + limit);

        List<String> all = members.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
        assertThat(shown(up)).isEqualTo(all);
        assertThat(shown(down)).isEqualTo(reversed(all));
        for (List<JsonNode> pages : List.of(up, down)) {
            assertThat(pages).hasSize((MEMBERS + limit - 1) / limit);
            assertThat(pages.subList(0, pages.size() - 1))
                    .allSatisfy(page -> assertThat(page.path("recipients").size())
                            .as("only the last page may be short")
                            .isEqualTo(limit));
            assertThat(pages)
                    .allSatisfy(page -> assertThat(
                                    page.path("accepted").path("users").asInt())
                            .isEqualTo(MEMBERS));
        }
    }

    /** Who is looked at and not shown fills pages too: the first ends before it has anybody. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAuditorOfTheLastMembersComesToThemOverEmptyPages(boolean ofTheGroupOnly) {
        String limited = notifications.auditor(
                ofTheGroupOnly
                        ? Map.of("userPrefixes", List.of(LAST), "groups", List.of(GROUP))
                        : Map.of("userPrefixes", List.of(LAST)));

        List<JsonNode> pages = walk(limited, PATH + "&limit=500");

        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages.get(0).path("recipients").size()).isZero();
        assertThat(pages.get(0).propertyNames()).as("while nobody is reached").doesNotContain("content", "class");
        assertThat(pages.get(0).path("accepted").isNull()).isTrue();
        assertThat(shown(pages))
                .isEqualTo(members.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(LAST))
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList());
        assertThat(pages.get(pages.size() - 1).path("class").asString()).isEqualTo("system");
        assertThat(pages)
                .allSatisfy(
                        page -> assertThat(page.path("accepted").has("users")).isFalse());
    }

    @Test
    void anAuditorOfAnotherGroupIsNotToldThatThereIsAnything() {
        String ofOthers =
                notifications.auditor(Map.of("userPrefixes", List.of(LAST), "groups", List.of("others-than-" + GROUP)));

        assertProblem(history.getAs(ofOthers, PATH + "&limit=500"), 404, "not-found");
    }

    /** A page goes on behind the last user, so what comes in meanwhile neither repeats nor hides anybody. */
    @Test
    void whoIsAddedDuringAWalkHidesNobody() {
        TestReceipts some = new TestReceipts("news", "c-2", "system", SENT).accepted(1_000);
        List<String> first = named(some, 0, 1_000);
        notifications.tell(List.of(), some.all());
        String path = "/v1/notifications/news/c-2?purpose=test&limit=100";
        JsonNode page = notifications.ask(auditor, path);
        List<String> walked = new ArrayList<>(texts(page.path("recipients"), "user"));

        TestReceipts more = new TestReceipts("news", "c-2", "system", SENT);
        List<String> second = named(more, 1_000, 2_000);
        notifications.tell(List.of(), more.all());
        for (String next = next(page); !next.isEmpty(); next = next(page)) {
            page = notifications.ask(auditor, path + "&next=" + next);
            walked.addAll(texts(page.path("recipients"), "user"));
        }

        assertThat(walked).doesNotHaveDuplicates().isSorted().containsAll(first);
        String last = walked.get(99);
        assertThat(walked)
                .containsAll(
                        second.stream().filter(each -> each.compareTo(last) > 0).toList());
    }

    /** Sixteen partitions, and none has much more than its share, however many devices and states. */
    @Test
    void noPartitionOfReceiptsHasMuchMoreThanItsShare() {
        List<Long> sizes = IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> store.rows(
                                "SELECT COUNT(*) AS rows FROM %s.receipts WHERE source = 'news' AND id = 'c-1' AND shard = ?",
                                shard)
                        .get(0))
                .map((Row row) -> row.getLong("rows"))
                .toList();

        assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(told);
        assertThat(Collections.max(sizes)).isLessThan(2L * told / Shards.COUNT);
    }

    // ------------------------------------------------------------

    private static List<String> named(TestReceipts told, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "guest-%04d".formatted(i * 7_919 % 10_000))
                .peek(user -> told.ofUser(
                        user,
                        TestLedger.message(user, 301, SENT, "news", "c-2", "").getPosition(),
                        ReceiptState.RECEIPT_STATE_PENDING))
                .toList();
    }

    /** To the end. */
    private static List<JsonNode> walk(String token, String path) {
        List<JsonNode> pages = new ArrayList<>();
        for (String next = " "; !next.isEmpty(); next = next(pages.get(pages.size() - 1))) {
            pages.add(notifications.ask(token, path + (pages.isEmpty() ? "" : "&next=" + next)));
        }
        return pages;
    }

    /** Empty at the end, where it is null. */
    private static String next(JsonNode page) {
        assertThat(page.has("next")).isTrue();
        return page.path("next").isNull() ? "" : page.path("next").asString();
    }

    /** User, outcome and reason. */
    private static List<String> shown(List<JsonNode> pages) {
        List<String> shown = new ArrayList<>();
        pages.forEach(page -> page.path("recipients")
                .forEach(each -> shown.add((each.path("user").asString() + " "
                                + each.path("outcome").asString() + " "
                                + each.path("reason").asString(""))
                        .strip())));
        return shown;
    }

    private static List<String> reversed(List<String> all) {
        List<String> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        return reversed;
    }
}
