// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a token, and for what.
 *
 * @param ttl may be negative: the token has expired then, which tests need
 * @param session {@code null} for a new one
 * @param audit the limits of an auditor: {@code classes}, {@code groups}, {@code userPrefixes}; none: no claim
 */
public record TokenRequest(
        String user,
        Set<String> scopes,
        Duration ttl,
        @Nullable String session,
        Map<String, List<String>> audit) {

    public static final Set<String> SCOPES = Set.of("device", "publish", "audit", "admin");
    public static final Duration DEFAULT_TTL = Duration.ofHours(12);

    private static final Map<String, String> AUDIT_FIELDS = Map.of(
            "auditClasses", "classes",
            "auditGroups", "groups",
            "auditUserPrefixes", "userPrefixes");
    private static final Duration LONGEST = Duration.ofDays(30);

    /** @throws IllegalArgumentException naming the value and the rule */
    public TokenRequest {
        scopes = Set.copyOf(scopes);
        audit = Map.copyOf(audit);
        check(!user.isBlank(), "user is missing");
        check(
                !scopes.isEmpty() && SCOPES.containsAll(scopes),
                "scope must be of " + new TreeSet<>(SCOPES) + ", not " + scopes);
        check(ttl.abs().compareTo(LONGEST) <= 0, "ttl must be at most " + LONGEST.toSeconds() + " seconds");
    }

    public TokenRequest(String user, String... scopes) {
        this(user, Set.of(scopes), DEFAULT_TTL, null);
    }

    public TokenRequest(String user, Set<String> scopes, Duration ttl, @Nullable String session) {
        this(user, scopes, ttl, session, Map.of());
    }

    /** An auditor within limits. */
    public static TokenRequest auditor(String user, Map<String, List<String>> limits) {
        return new TokenRequest(user, Set.of("audit"), DEFAULT_TTL, null, limits);
    }

    /**
     * From the fields {@code user}, {@code ttl} (seconds), {@code session}, and, separated by spaces or commas, {@code scope},
     * {@code auditClasses}, {@code auditGroups}, {@code auditUserPrefixes}.
     */
    static TokenRequest of(Map<String, String> fields) {
        String scopes = fields.getOrDefault("scope", fields.getOrDefault("scopes", "device"));
        String ttl = fields.get("ttl");
        return new TokenRequest(
                fields.getOrDefault("user", ""),
                Set.copyOf(words(scopes)),
                ttl == null ? DEFAULT_TTL : seconds(ttl),
                fields.get("session"),
                audit(fields));
    }

    private static Map<String, List<String>> audit(Map<String, String> fields) {
        Map<String, List<String>> limits = new HashMap<>();
        AUDIT_FIELDS.forEach((field, limit) -> {
            String names = fields.getOrDefault(field, "");
            if (!names.isBlank()) {
                limits.put(limit, words(names));
            }
        });
        return limits;
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("[\\s,]+"));
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
