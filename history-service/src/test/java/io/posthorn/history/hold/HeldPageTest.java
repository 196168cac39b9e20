// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeldPageTest {

    @Test
    void endsAtItsLimitAndSaysWhereTheNextOneBegins() {
        HeldPage page = HeldPage.of(messages(5, ""), 2);

        assertThat(page.messages()).extracting(each -> each.place().offset()).containsExactly(1L, 2L);
        assertThat(page.next()).contains(place(2));
    }

    @Test
    void theLastOneSaysThatNothingFollows() {
        assertThat(HeldPage.of(messages(2, ""), 2).next()).isEmpty();
        assertThat(HeldPage.of(messages(0, ""), 2).next()).isEmpty();
    }

    @Test
    void endsEarlyWhenItsMessagesAreLarge() {
        HeldPage page = HeldPage.of(messages(100, "x".repeat(64 << 10)), 100);

        assertThat(page.messages()).hasSizeBetween(60, 64);
        assertThat(page.next())
                .contains(page.messages().get(page.messages().size() - 1).place());
    }

    private static Iterator<HeldMessage> messages(int count, String body) {
        Message message = Message.newBuilder()
                .setNotification(Notification.newBuilder().setBody(body))
                .build();
        return LongStream.rangeClosed(1, count)
                .mapToObj(offset -> new HeldMessage(place(offset), message))
                .iterator();
    }

    private static HeldPlace place(long offset) {
        return new HeldPlace(Owner.user("user-1"), new Bucket(202611, 0), 1, offset);
    }
}
