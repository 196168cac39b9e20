// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.stored.Order;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessagesPageTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00.5Z");

    private final TestMessages user = new TestMessages("user-1");
    private final Message first = user.next(10, APPENDED);
    private final Message second = user.next(20, APPENDED);

    @Test
    void endsAtItsLimitAndSaysHowToGoOn() {
        MessagesPage page = MessagesPage.of(listing(1), List.of(first, second).iterator(), each -> true, 1 << 20);

        assertThat(page.messages()).containsExactly(first);
        assertThat(page.next()).contains(new PageToken(Order.OLDEST_FIRST, 0, first.getPosition()));
    }

    @Test
    void endsEarlyWhenItsMessagesAreLarge() {
        MessagesPage page = MessagesPage.of(listing(500), List.of(first, second).iterator(), each -> true, 1);

        assertThat(page.messages()).containsExactly(first);
        assertThat(page.next()).isPresent();
    }

    @Test
    void theLastOneSaysThatNothingFollows() {
        assertThat(MessagesPage.of(listing(2), List.of(first, second).iterator(), each -> true, 1 << 20)
                        .next())
                .isEmpty();
        assertThat(MessagesPage.of(listing(2), List.<Message>of().iterator(), each -> true, 1 << 20)
                        .next())
                .isEmpty();
    }

    @Test
    void whatMayNotBeSeenIsPassedOverAndNotToldOf() {
        MessagesPage page =
                MessagesPage.of(listing(2), List.of(first, second).iterator(), each -> each == second, 1 << 20);

        assertThat(page.messages()).containsExactly(second);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void endsEarlyWhenLittleOfWhatItLooksAtMayBeSeen() {
        MessagesPage page = MessagesPage.of(
                listing(2),
                Collections.nCopies(MessagesPage.MOST_LOOKED_AT + 1, first).iterator(),
                each -> false,
                1 << 20);

        assertThat(page.messages()).isEmpty();
        assertThat(page.next()).contains(new PageToken(Order.OLDEST_FIRST, 0, first.getPosition()));
    }

    @Test
    void whatIsNotAskedForIsPassedOverAndTheNextPageGoesOnBehindIt() {
        Filter other = new Filter(null, null, Set.of("system"), Set.of(), false);
        Listing listing = new Listing("user-1", Order.OLDEST_FIRST, 1, Optional.empty(), other);
        Message system = user.next(30, APPENDED, "system");

        MessagesPage page =
                MessagesPage.of(listing, List.of(first, system, second).iterator(), each -> true, 1 << 20);

        assertThat(page.messages()).containsExactly(system);
        assertThat(page.next()).contains(new PageToken(Order.OLDEST_FIRST, other.fingerprint(), system.getPosition()));
    }

    @Test
    void aBroadcastIsCalledOne() {
        Message broadcast = first.toBuilder().clearUser().build();

        assertThat(json(broadcast).path("messages").path(0).path("broadcast").asBoolean())
                .isTrue();
        assertThat(json(first).path("messages").path(0).has("broadcast")).isFalse();
    }

    @Test
    void showsAMessageAsUpstreamWroteIt() {
        JsonNode shown = json(first).path("messages").path(0);

        assertThat(shown.path("cursor").asString())
                .isEqualTo(Cursor.encode(first.getPosition(), UserHash.of("user-1")));
        assertThat(shown.path("source").asString()).isEqualTo("orders");
        assertThat(shown.path("id").asString()).isEqualTo("n-10");
        assertThat(shown.path("class").asString()).isEqualTo("chat");
        assertThat(shown.path("title").asString()).isEqualTo("Shipped");
        assertThat(shown.path("body").asString()).isEqualTo("It is on its way");
        assertThat(shown.path("data").path("parcel").asInt()).isEqualTo(1);
        assertThat(shown.path("sentAt").asString()).isEqualTo("2026-11-20T09:59:59.123456789Z");
        assertThat(shown.path("appendedAt").asString()).isEqualTo("2026-11-20T10:00:00.500Z");
        assertThat(shown.has("salt")).isFalse();
    }

    @Test
    void showsOtherContentInBase64() {
        Message binary = first.toBuilder()
                .setNotification(first.getNotification().toBuilder()
                        .setData(Content.newBuilder()
                                .setContentType("application/octet-stream")
                                .setValue(ByteString.copyFrom(new byte[] {1, 2, 3}))))
                .build();

        JsonNode shown = json(binary).path("messages").path(0);

        assertThat(shown.path("dataContentType").asString()).isEqualTo("application/octet-stream");
        assertThat(shown.path("dataBase64").asString()).isEqualTo("AQID");
    }

    @Test
    void leavesOutATimeThatIsNone() {
        Message odd = first.toBuilder()
                .setNotification(first.getNotification().toBuilder()
                        .setSentAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))
                .build();

        assertThat(json(odd).path("messages").path(0).has("sentAt")).isFalse();
    }

    @Test
    void saysNullWhereNothingFollows() {
        assertThat(json(first).path("next").isNull()).isTrue();
    }

    private static JsonNode json(Message message) {
        byte[] json = MessagesJson.write("user-1", new MessagesPage(List.of(message), Optional.empty()));
        return JsonMapper.builder().build().readTree(new String(json, StandardCharsets.UTF_8));
    }

    private static Listing listing(int limit) {
        return new Listing("user-1", Order.OLDEST_FIRST, limit, Optional.empty(), Filter.NONE);
    }
}
