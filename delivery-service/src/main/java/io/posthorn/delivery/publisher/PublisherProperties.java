// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of publishers.
 *
 * @param claim the token's claim that bounds its publisher
 * @param granted what a token without the claim, or without a member of it, may publish
 * @param remembered publishers whose rate is counted; beyond them the one that was silent for longest is forgotten
 */
@ConfigurationProperties("posthorn.delivery.publishers")
public record PublisherProperties(
        @DefaultValue("posthorn_publish") String claim,
        @DefaultValue Granted granted,
        @DefaultValue("10000") int remembered) {

    private static final int MOST_REMEMBERED = 1_000_000;
    private static final List<String> KINDS = List.of("*", "users", "group", "everyone");

    /** Empty lists grant nothing: then every publisher needs the claim. */
    public record Granted(
            @DefaultValue("*") List<String> sources,
            @DefaultValue("*") List<String> classes,
            @DefaultValue("*") List<String> targets,
            @DefaultValue("1000") double rate) {

        Grant grant() {
            return new Grant(new Names(sources), new Names(classes), new Names(targets), rate);
        }
    }

    public PublisherProperties {
        require(!claim.isBlank(), "claim", claim, "the name of a claim");
        require(remembered >= 1 && remembered <= MOST_REMEMBERED, "remembered", remembered, "1 to " + MOST_REMEMBERED);
        require(KINDS.containsAll(granted.targets), "granted.targets", granted.targets, "of " + KINDS);
        try {
            granted.grant();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("posthorn.delivery.publishers.granted: " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.delivery.publishers.%s is %s, allowed: %s".formatted(name, value, rule));
        }
    }
}
