// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnonymousQuotaTest {

    private static final long NOW = 1_000_000;

    private final AnonymousQuota quota = new AnonymousQuota(2);

    @Test
    void asManyAsAllowedAndNoMore() {
        assertThat(quota.admit("a", NOW)).isTrue();
        assertThat(quota.admit("b", NOW)).isTrue();
        assertThat(quota.admit("c", NOW)).isFalse();
    }

    @Test
    void whoIsThereCountsOnce() {
        quota.admit("a", NOW);
        quota.seen(Set.of("a"), NOW + 1);

        assertThat(quota.admit("b", NOW + 2)).isTrue();
        assertThat(quota.admit("c", NOW + 2)).isFalse();
    }

    @Test
    void aLookDuringTheirHandshakeDoesNotMakeRoomForMore() {
        quota.admit("a", NOW);
        quota.admit("b", NOW);
        quota.seen(Set.of("a"), NOW + 1);

        assertThat(quota.admit("c", NOW + 2)).isFalse();
    }

    @Test
    void whoeverLeavesMakesRoom() {
        quota.admit("a", NOW);
        quota.admit("b", NOW);
        quota.seen(Set.of("a", "b"), NOW + 1);
        quota.seen(Set.of("b"), NOW + 2);

        assertThat(quota.admit("c", NOW + 3)).isTrue();
        assertThat(quota.admit("d", NOW + 3)).isFalse();
    }

    @Test
    void whoNeverCameMakesRoomAfterAHandshakesTime() {
        quota.admit("a", NOW);
        quota.admit("b", NOW + 1);
        quota.seen(Set.of(), NOW + AnonymousQuota.LONGEST_HANDSHAKE);

        assertThat(quota.admit("c", NOW + AnonymousQuota.LONGEST_HANDSHAKE)).isTrue();
        assertThat(quota.admit("d", NOW + AnonymousQuota.LONGEST_HANDSHAKE)).isFalse();
    }
}
