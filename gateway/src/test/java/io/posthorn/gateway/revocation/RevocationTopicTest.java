// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.v1.Revocation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevocationTopicTest {

    private final Revocations revocations = new Revocations(Duration.ofDays(30));
    private final RevocationTopic topic = new RevocationTopic(revocations);
    private final Revocation user = RevocationRules.user("user-1", 1_000).build();

    @Test
    void whatIsReadCounts() {
        assertThat(topic.apply(RevocationRules.key(user), user.toByteArray())).isTrue();

        assertThat(revocations.isVoid("user-1", "", 1_000)).isTrue();
    }

    @Test
    void nothingTakesItBack() {
        topic.apply(RevocationRules.key(user), user.toByteArray());
        assertThat(topic.apply(RevocationRules.key(user), null)).isTrue();

        assertThat(revocations.isVoid("user-1", "", 1_000)).isTrue();
    }

    @Test
    void whatSaysNothingIsSaidToAndVoidsNobody() {
        assertThat(topic.apply(new byte[] {1}, new byte[] {(byte) 0xFF})).isFalse();
        assertThat(topic.apply(new byte[] {1}, new byte[0])).isFalse();

        assertThat(revocations.size()).isZero();
    }
}
