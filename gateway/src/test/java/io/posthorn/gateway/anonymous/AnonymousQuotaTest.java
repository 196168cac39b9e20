// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnonymousQuotaTest {

    private final AnonymousQuota quota = new AnonymousQuota(2);

    @Test
    void asManyAsAllowedAndNoMore() {
        assertThat(quota.admit()).isTrue();
        assertThat(quota.admit()).isTrue();
        assertThat(quota.admit()).isFalse();
    }

    @Test
    void whoIsThereCounts() {
        quota.counted(2);
        assertThat(quota.admit()).isFalse();

        quota.counted(1);
        assertThat(quota.admit()).isTrue();
        assertThat(quota.admit()).isFalse();
    }

    @Test
    void whoeverLeavesMakesRoom() {
        quota.admit();
        quota.admit();
        quota.counted(0);

        assertThat(quota.admit()).isTrue();
    }
}
