// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param unreadableAfter how long revocations may have been unreadable before nobody is admitted any more */
@ConfigurationProperties("posthorn.gateway.session.revocation")
record RevocationSettings(@DefaultValue("30s") Duration unreadableAfter) {

    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);

    RevocationSettings {
        if (unreadableAfter.toMillis() < 1_000 || unreadableAfter.toMinutes() > 10) {
            throw new IllegalArgumentException("posthorn.gateway.session.revocation.unreadable-after is "
                    + unreadableAfter + ", allowed: 1 s to 10 min");
        }
    }

    /** How often it is made sure that they can be read. */
    Duration beat() {
        Duration beat = unreadableAfter.dividedBy(10);
        return beat.compareTo(LONGEST_BEAT) < 0 ? beat : LONGEST_BEAT;
    }
}
