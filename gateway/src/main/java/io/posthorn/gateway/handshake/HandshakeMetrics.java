// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.audit.Handshake;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Every result of a handshake is counted here, once, on its request's thread. */
final class HandshakeMetrics {

    private final MeterRegistry meters;

    HandshakeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param result {@code accepted}, or why not */
    void count(String result) {
        Counter.builder("posthorn.gateway.handshakes")
                .description("Handshakes by result")
                .tag("result", result)
                .register(meters)
                .increment();
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now) {
            Handshake.of(now.getRequest()).ifPresent(handshake -> end(handshake, result));
        }
    }

    /** Who is refused after their token was checked is known all the same. */
    private static void end(Handshake handshake, String result) {
        Authentication checked = SecurityContextHolder.getContext().getAuthentication();
        if (checked != null && !(checked instanceof AnonymousAuthenticationToken)) {
            handshake.isPerhapsOf(checked.getName());
        }
        handshake.ended(result);
    }
}
