// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BookmarkTest {

    @Test
    void without_a_wish_the_first_hello_leaves_it_to_the_server() {
        assertThat(new Bookmark(null).resume()).isEmpty();
        assertThat(new Bookmark(null).cursor()).isEmpty();
    }

    @Test
    void a_wish_is_asked_for_until_the_server_has_answered() {
        Bookmark bookmark = new Bookmark("earliest");

        assertThat(bookmark.resume()).contains("earliest");
        assertThat(bookmark.cursor()).isEmpty();
    }

    @Test
    void what_is_stored_is_resumed() {
        Bookmark bookmark = new Bookmark("earliest");
        bookmark.continuesAt("c1");
        bookmark.stored("c2");

        assertThat(bookmark.resume()).contains("c2");
        assertThat(bookmark.cursor()).contains("c2");
    }

    @Test
    void latest_is_not_asked_for_twice_as_it_would_pass_over_what_came_in_between() {
        Bookmark bookmark = new Bookmark("latest");
        bookmark.continuesAt("c7");

        assertThat(bookmark.resume()).contains("c7");
    }

    @Test
    void a_stream_that_had_not_begun_is_resumed_from_its_start() {
        Bookmark bookmark = new Bookmark("latest");
        bookmark.continuesAt("");

        assertThat(bookmark.resume()).contains("earliest");
        assertThat(bookmark.cursor()).isEmpty();
    }

    @Test
    void a_server_that_continues_further_back_is_believed() {
        Bookmark bookmark = new Bookmark("c9");
        bookmark.stored("c12");
        bookmark.continuesAt("c3");

        assertThat(bookmark.resume()).contains("c3");
    }
}
