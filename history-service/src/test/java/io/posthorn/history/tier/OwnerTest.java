// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Message;
import org.junit.jupiter.api.Test;

class OwnerTest {

    @Test
    void aMessageIsItsUsersAndABroadcastEveryonesOnItsPartition() {
        assertThat(Owner.of(Message.newBuilder().setUser("user-1").build(), 3)).isEqualTo(Owner.user("user-1"));
        assertThat(Owner.of(Message.getDefaultInstance(), 3)).isEqualTo(Owner.everyoneOn(3));
        assertThat(Owner.everyoneOn(3)).isNotEqualTo(Owner.everyoneOn(30));
    }

    @Test
    void messagesAreReadBackAsTheyWereWritten() {
        assertThat(Owner.user("user-1").user()).isEqualTo("user-1");
        assertThat(Owner.everyoneOn(3).user()).isEmpty();
    }

    @Test
    void noUserCanBeCalledLikeEveryone() {
        String key = Owner.everyoneOn(3).key();

        assertThat(Text.isId(key)).isFalse();
        assertThat(Owner.mayBeUser(key)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.user(key)).withMessageContaining("space");
        assertThatIllegalArgumentException().isThrownBy(() -> Owner.user(""));
    }

    @Test
    void anOwnersMessagesAreOnOnePartition() {
        assertThat(Owner.everyoneOn(3).partition(4)).isEqualTo(3);
        assertThat(Owner.user("user-1").partition(4))
                .isEqualTo(io.posthorn.contracts.topic.UserPartitioner.partition("user-1", 4));
    }
}
