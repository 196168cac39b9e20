// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TicketTest {

    @Test
    void what_is_written_is_read() {
        Ticket ticket = new Ticket("user-1", "device-1", "a.b.c");

        assertThat(Ticket.parse(ticket.line())).isEqualTo(ticket);
    }

    @Test
    void anything_else_is_refused_and_not_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ticket.parse("user-1\tsecret"))
                .withMessageContaining("2 fields")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> Ticket.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Ticket.parse("a\tb\tc\td"));
    }
}
