// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param unreadableAfter how long revocations may have been unreadable before nobody is admitted any more */
@ConfigurationProperties("posthorn.gateway.session.revocation")
record RevocationSettings(@DefaultValue("30s") Duration unreadableAfter) {

    RevocationSettings {
        if (unreadableAfter.toMillis() < 1_000 || unreadableAfter.toMinutes() > 10) {
            throw new IllegalArgumentException("posthorn.gateway.session.revocation.unreadable-after is "
                    + unreadableAfter + ", allowed: 1 s to 10 min");
        }
    }
}
