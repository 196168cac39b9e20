// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The content of a user goes, and that it existed stays. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class ErasureIT {

    private static TestCustody custody;
    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestStore store;
    private static TestLog log;
    private static Replays replays;

    private static Story newUser() {
        return new Story(log, "erased");
    }

    private static JsonNode erase(Story user) {
        return custody.awaitErasure(custody.erase(user.user()), "done");
    }

    @Test
    void contentGoesFromEveryTierAndTheRowStays() {
        Story user = newUser();
        user.applies("chat", "system", "archive", "critical");

        JsonNode erasure = erase(user);

        assertThat(erasure.path("messages").asInt()).isEqualTo(4);
        for (String table : List.of("messages_7d", "messages_90d", "messages_forever", "messages_365d")) {
            List<Row> rows = user.rows(store, table);
            assertThat(rows).as(table).hasSize(1).allSatisfy(row -> {
                for (String column : List.of("type", "title", "body", "data", "data_content_type", "salt")) {
                    assertThat(row.isNull(column)).as(table + "." + column).isTrue();
                }
                assertThat(row.getString("id")).startsWith("n-");
                assertThat(row.getString("source")).isEqualTo("orders");
                assertThat(row.getLong("ordinal")).isPositive();
                assertThat(row.getInstant("erased_at"))
                        .isEqualTo(Instant.parse(erasure.path("begunAt").asString()));
            });
        }
    }

    @Test
    void theRouterIsToldOfEachErasureOnce() {
        Story user = newUser();
        user.applies("chat");

        erase(user);

        assertThat(log.read(Topic.ERASURES).stream()
                        .filter(each -> Records.key(each).equals(user.user()))
                        .map(each -> Records.parse(each, Erasure.parser())))
                .singleElement()
                .satisfies(erasure -> {
                    assertThat(erasure.getUser()).isEqualTo(user.user());
                    assertThat(erasure.getUpTo().getOffset())
                            .isEqualTo(user.last().getPosition().getOffset());
                });
    }

    @Test
    void aDeviceThatResumesIsToldWhatWasErased() {
        Story user = newUser();
        user.applies("chat", "system", "system");
        erase(user);
        List<Message> later = user.applies("chat");

        var request = Replays.request(user.user(), Positions.START, user.last().getPosition())
                .build();
        log.ask(request);
        replays.progressAfter(request, Positions.START);

        List<Delivery> deliveries = replays.deliveries(user.user());
        Replays.assertChain(Positions.START, deliveries);
        assertThat(Replays.counts(deliveries.get(0)))
                .allMatch(count -> count.getReason() == SkipReason.SKIP_REASON_ERASED)
                .extracting(count -> count.getClassName() + " " + count.getCount())
                .containsExactly("chat 1", "system 2");
        assertThat(deliveries.get(1).getMessage().getId())
                .isEqualTo(later.get(0).getNotification().getId());
        assertThat(log.receipts(user.user()))
                .hasSize(3)
                .allMatch(receipt -> receipt.getState() == ReceiptState.RECEIPT_STATE_SKIPPED)
                .extracting(Receipt::getReason)
                .containsOnly("erased");
    }

    @Test
    void whatIsInFlightWhenItIsRequestedIsErasedToo() {
        Story user = newUser();
        user.applies("chat");
        List<Message> inFlight = user.appended("chat", "system");
        String id = custody.erase(user.user());
        assertThat(custody.erasure(id).path("state").asString()).isEqualTo("requested");

        log.commit(inFlight);

        assertThat(custody.awaitErasure(id, "done").path("messages").asInt()).isEqualTo(3);
        assertThat(user.rows(store, "messages_7d")).hasSize(2).allMatch(row -> row.isNull("body"));
    }

    @Test
    void whatComesAfterTheRequestStaysThoughNothingHasBegun() {
        Story user = newUser();
        List<Message> inFlight = user.appended("system");
        String id = custody.erase(user.user());
        List<Message> all = new ArrayList<>(inFlight);
        all.addAll(user.appended("system"));

        log.commit(all);

        assertThat(custody.awaitErasure(id, "done").path("messages").asInt()).isEqualTo(1);
        assertThat(user.rows(store, "messages_90d"))
                .extracting(row -> row.isNull("body"))
                .containsExactly(true, false);
    }

    @Test
    void whatIsWrittenAgainStaysErased() {
        Story user = newUser();
        List<Message> sent = user.applies("system", "system");
        erase(user);

        log.commit(sent);

        log.awaitDone(Topic.MESSAGES);
        assertThat(user.rows(store, "messages_90d"))
                .hasSize(2)
                .allMatch(row -> row.isNull("body") && row.isNull("salt") && !row.isNull("erased_at"));
    }

    @Test
    void whatComesLaterAndWhatIsOthersStays() {
        Story user = newUser();
        user.applies("system");
        Story other = newUser();
        other.applies("system");
        erase(user);

        user.applies("system");

        assertThat(user.rows(store, "messages_90d"))
                .extracting(row -> row.isNull("body"))
                .containsExactly(true, false);
        assertThat(other.rows(store, "messages_90d"))
                .extracting(row -> row.isNull("body"))
                .containsExactly(false);
        String own = issuer.token(new TokenRequest(user.user(), "device"));
        JsonNode shown = RunningHistory.json(history.getAs(own, "/v1/me/messages?order=asc"))
                .path("messages");
        assertThat(shown.path(0).has("erasedAt")).isTrue();
        assertThat(shown.path(0).has("title")).isFalse();
        assertThat(shown.path(1).has("erasedAt")).isFalse();
    }

    @Test
    void whoHasNothingIsErasedAtOnce() {
        assertThat(erase(newUser()).path("messages").asInt()).isZero();
    }

    @Test
    void theSecondErasureFindsWhatCameSince() {
        Story user = newUser();
        user.applies("system", "system");
        erase(user);
        user.applies("system");

        assertThat(erase(user).path("messages").asInt()).isEqualTo(1);
        assertThat(user.rows(store, "messages_90d")).hasSize(3).allMatch(row -> row.isNull("body"));
    }
}
