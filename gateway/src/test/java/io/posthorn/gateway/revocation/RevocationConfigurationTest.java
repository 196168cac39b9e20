// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.contracts.session.RevocationRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevocationConfigurationTest {

    /** However short tokens live: the session that began with one may live for 30 days. */
    @Test
    void aRevocationIsRememberedForAsLongAsAnySessionCanLast() {
        var revocations = new RevocationConfiguration().revocations(new SimpleMeterRegistry());
        revocations.apply(RevocationRules.user("user-1", 1_000).build());
        revocations.apply(RevocationRules.session("user-2", "sid", 1_000).build());

        revocations.forget(1_000 + Duration.ofDays(30).toMillis());

        assertThat(revocations.isVoid("user-1", "", 1_000)).isTrue();
        assertThat(revocations.isVoid("user-2", "sid", 2_000)).isTrue();
    }
}
