// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final PageToken TOKEN = new PageToken(Order.OLDEST_FIRST, 0, Positions.of(1, 17, 0));

    @Test
    void isTheNewestFiftyUnlessSaidOtherwise() {
        Listing listing = Listing.of("user-1", null, null, null, Filter.NONE);

        assertThat(listing.order()).isEqualTo(Order.NEWEST_FIRST);
        assertThat(listing.limit()).isEqualTo(50);
        assertThat(listing.span()).isEqualTo(Span.all());
        assertThat(listing.describe()).isEqualTo("order=desc limit=50");
    }

    @Test
    void goesOnWhereItsTokenSays() {
        Listing listing = Listing.of("user-1", null, "500", TOKEN.encode("user-1"), Filter.NONE);

        assertThat(listing.order()).isEqualTo(Order.OLDEST_FIRST);
        assertThat(listing.span()).isEqualTo(Span.after(TOKEN.last()));
        assertThat(listing.describe()).isEqualTo("order=asc limit=500 next=" + TOKEN.encode("user-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "", "ten", "5.5", "99999999999"})
    void refusesOtherLimits(String limit) {
        assertBad(null, limit, null, "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ASC", "newest"})
    void refusesOtherOrders(String order) {
        assertBad(order, null, null, "order");
    }

    @Test
    void refusesTokensOfOthersAndOfTheOtherOrder() {
        assertBad(null, null, "garbage", "next");
        assertBad(null, null, TOKEN.encode("user-2"), "next");
        assertBad("desc", null, TOKEN.encode("user-1"), "next");
    }

    @Test
    void goesOnOnlyWithTheFiltersOfItsFirstPage() {
        Filter chat = new Filter(null, null, Set.of("chat"), Set.of(), false);
        Listing first = Listing.of("user-1", null, null, null, chat);
        String next = first.reached(TOKEN.last()).encode("user-1");

        Listing second = Listing.of("user-1", null, null, next, chat);

        assertThat(second.span()).isEqualTo(Span.before(TOKEN.last()));
        assertThat(second.describe()).isEqualTo("order=desc limit=50 class=chat next=" + next);
        assertBad(null, null, next, "next");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Listing.of("user-1", null, null, TOKEN.encode("user-1"), chat));
    }

    private static void assertBad(@Nullable String order, @Nullable String limit, @Nullable String next, String named) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Listing.of("user-1", order, limit, next, Filter.NONE))
                .withMessageStartingWith(named)
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }
}
