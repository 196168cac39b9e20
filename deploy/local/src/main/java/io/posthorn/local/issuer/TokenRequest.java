// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a token, and for what.
 *
 * @param ttl may be negative: the token has expired then, which tests need
 * @param session {@code null} for a new one
 */
public record TokenRequest(
        String user,
        Set<String> scopes,
        Duration ttl,
        @Nullable String session) {

    public static final Set<String> SCOPES = Set.of("device", "publish", "audit", "admin");
    public static final Duration DEFAULT_TTL = Duration.ofHours(12);

    private static final Duration LONGEST = Duration.ofDays(30);

    /** @throws IllegalArgumentException naming the value and the rule */
    public TokenRequest {
        scopes = Set.copyOf(scopes);
        check(!user.isBlank(), "user is missing");
        check(
                !scopes.isEmpty() && SCOPES.containsAll(scopes),
                "scope must be of " + new TreeSet<>(SCOPES) + ", not " + scopes);
        check(ttl.abs().compareTo(LONGEST) <= 0, "ttl must be at most " + LONGEST.toSeconds() + " seconds");
    }

    public TokenRequest(String user, String... scopes) {
        this(user, Set.of(scopes), DEFAULT_TTL, null);
    }

    /** From the fields {@code user}, {@code scope} (separated by spaces or commas), {@code ttl} (seconds), {@code session}. */
    static TokenRequest of(Map<String, String> fields) {
        String scopes = fields.getOrDefault("scope", fields.getOrDefault("scopes", "device"));
        String ttl = fields.get("ttl");
        return new TokenRequest(
                fields.getOrDefault("user", ""),
                Set.copyOf(Arrays.asList(scopes.strip().split("[\\s,]+"))),
                ttl == null ? DEFAULT_TTL : seconds(ttl),
                fields.get("session"));
    }

    private static Duration seconds(String ttl) {
        check(ttl.matches("-?\\d{1,9}"), "ttl must be a number of seconds, not " + ttl);
        return Duration.ofSeconds(Long.parseLong(ttl));
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
