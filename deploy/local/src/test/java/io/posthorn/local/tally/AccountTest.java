// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final List<String> SENT = List.of("1", "2", "3", "4");

    @Test
    void isSoundWhenEverythingCameOnceAndInOrder() {
        Account account = Account.of(SENT, List.of("1", "2", "3", "4"));

        assertThat(account).isEqualTo(new Account(4, 4, 0, 0, 0));
        assertThat(account.isSound()).isTrue();
    }

    @Test
    void doesNotCountWhatThisRunDidNotSend() {
        assertThat(Account.of(SENT, List.of("old", "1", "2", "other", "3", "4")).isSound())
                .isTrue();
    }

    @Test
    void seesWhatIsMissing() {
        Account account = Account.of(SENT, List.of("1", "2", "4"));

        assertThat(account).isEqualTo(new Account(4, 3, 1, 0, 0));
        assertThat(account.isSound()).isFalse();
    }

    @Test
    void seesWhatIsMissingAtTheEnd() {
        assertThat(Account.of(SENT, List.of("1", "2", "3")).missing()).isEqualTo(1);
        assertThat(Account.of(SENT, List.of()).missing()).isEqualTo(4);
    }

    @Test
    void seesWhatCameAgain() {
        Account account = Account.of(SENT, List.of("1", "2", "2", "3", "4", "3", "3"));

        assertThat(account).isEqualTo(new Account(4, 4, 0, 3, 0));
        assertThat(account.isSound()).isFalse();
    }

    @Test
    void seesWhatCameLate() {
        Account account = Account.of(SENT, List.of("1", "4", "2", "3"));

        assertThat(account).isEqualTo(new Account(4, 4, 0, 0, 2));
        assertThat(account.isSound()).isFalse();
    }

    @Test
    void doesNotLetARepeatHideWhatIsMissing() {
        assertThat(Account.of(SENT, List.of("1", "1", "2", "3"))).isEqualTo(new Account(4, 3, 1, 1, 0));
    }
}
