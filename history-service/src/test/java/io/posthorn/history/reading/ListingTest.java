// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final PageToken TOKEN = new PageToken(Order.OLDEST_FIRST, 0, Positions.of(1, 17, 0));

    @Test
    void isTheNewestFiftyUnlessSaidOtherwise() {
        Listing listing = listing();

        assertThat(listing.order()).isEqualTo(Order.NEWEST_FIRST);
        assertThat(listing.limit()).isEqualTo(50);
        assertThat(listing.span()).isEqualTo(Span.all());
        assertThat(listing.describe()).isEqualTo("order=desc limit=50");
    }

    @Test
    void goesOnWhereItsTokenSays() {
        Listing listing = listing("limit", "500", "next", TOKEN.encode("user-1"));

        assertThat(listing.order()).isEqualTo(Order.OLDEST_FIRST);
        assertThat(listing.span()).isEqualTo(Span.after(TOKEN.last()));
        assertThat(listing.describe()).isEqualTo("order=asc limit=500 next=" + TOKEN.encode("user-1"));
    }

    @Test
    void refusesTokensOfOthersAndOfTheOtherOrder() {
        refused("next", "next", "garbage");
        refused("next", "next", TOKEN.encode("user-2"));
        refused("next", "order", "desc", "next", TOKEN.encode("user-1"));
    }

    @Test
    void goesOnOnlyWithTheFiltersOfItsFirstPage() {
        String next = listing("class", "chat").reached(TOKEN.last()).encode("user-1");

        Listing second = listing("class", "chat", "next", next);

        assertThat(second.span()).isEqualTo(Span.before(TOKEN.last()));
        assertThat(second.describe()).isEqualTo("order=desc limit=50 class=chat next=" + next);
        refused("next", "next", next);
        refused("next", "class", "system", "next", next);
        refused("next", "class", "chat", "next", TOKEN.encode("user-1"));
    }

    private static Listing listing(String... parameters) {
        return Listing.of("user-1", TestParameters.of(parameters));
    }

    private static void refused(String named, String... parameters) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> listing(parameters))
                .withMessageStartingWith(named)
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }
}
