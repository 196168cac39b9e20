// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.delivery.publisher.Grant.Refusal;
import io.posthorn.delivery.publisher.GrantClaim.UnreadableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Holds publishers to their tokens. First the rate, before anything of a request is read; then what it asks for.
 *
 * <p>This is for those who publish over HTTP. Who writes to the topic is bounded by Kafka's ACLs.
 */
@Component
public final class Publishers {

    private final String claim;
    private final Grant granted;
    private final Rates rates;
    private final MeterRegistry metrics;

    Publishers(PublisherProperties properties, MeterRegistry metrics) {
        this.claim = properties.claim();
        this.granted = properties.granted().grant();
        this.rates = new Rates(properties.remembered(), System::nanoTime);
        this.metrics = metrics;
    }

    /**
     * A request of this publisher has come.
     *
     * @throws PublisherRefusedException it came too soon, or its token grants nothing that can be read
     */
    public Grant admit(Jwt token) throws PublisherRefusedException {
        Grant grant = grantOf(token);
        Duration wait = rates.take(Objects.requireNonNullElse(token.getSubject(), ""), grant.rate());
        if (!wait.isZero()) {
            throw refused("rate", "more than " + grant.rate() + " requests in a second", wait);
        }
        return grant;
    }

    private Grant grantOf(Jwt token) throws PublisherRefusedException {
        try {
            return GrantClaim.read(token.getClaim(claim), granted);
        } catch (UnreadableException e) {
            throw refused(e.member(), "the claim grants nothing: " + e.getMessage(), Duration.ZERO);
        }
    }

    /** @throws PublisherRefusedException it may not publish that */
    public void check(Grant grant, Notification notification) throws PublisherRefusedException {
        Optional<Refusal> refusal = grant.refusalOf(notification);
        if (refusal.isPresent()) {
            throw refused(refusal.get().member(), refusal.get().detail(), Duration.ZERO);
        }
    }

    private PublisherRefusedException refused(String member, String detail, Duration retryAfter) {
        Counter.builder("posthorn.publishers.refused")
                .description("Requests to publish that the publisher's token does not allow")
                .tag("bound", member.isEmpty() ? "claim" : member)
                .register(metrics)
                .increment();
        return new PublisherRefusedException(member.isEmpty() ? claim : claim + "." + member, detail, retryAfter);
    }
}
