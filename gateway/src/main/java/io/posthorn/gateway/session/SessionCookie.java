// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The cookie of a session: what it is called, what it holds, and what of it is known here. */
final class SessionCookie {

    /** On localhost, without TLS. */
    static final String LOCAL_NAME = "posthorn-session";
    /** Browsers take a cookie of this name only over TLS and from this very host: no neighbour's page can plant one. */
    static final String NAME = "__Host-" + LOCAL_NAME;

    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private SessionCookie() {}

    /** 256 bits that nobody can guess. */
    static String newValue(RandomGenerator random) {
        byte[] value = new byte[BYTES];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    static boolean isValue(String value) {
        return value.length() == CHARACTERS && value.chars().allMatch(SessionCookie::isBase64Url);
    }

    private static boolean isBase64Url(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '-'
                || character == '_';
    }

    /** The id of the session, from which nobody comes back to the value. */
    static String sessionOf(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The names that it may come under, the better one first: where it would not be given without TLS it is not taken either. */
    static List<String> names(String host, @Nullable String origin) {
        return isLocal(host, origin) ? List.of(NAME, LOCAL_NAME) : List.of(NAME);
    }

    /**
     * Whether it must do without TLS, which it only does on localhost: neither the host nor the page may be elsewhere, as a proxy
     * on this machine may speak to us as localhost for the whole world.
     */
    static boolean isLocal(String host, @Nullable String origin) {
        return isLocalHost(host) && (origin == null || isLocalHost(hostOf(origin)));
    }

    private static boolean isLocalHost(String host) {
        return LOCAL_HOSTS.contains(host) || host.endsWith(".localhost");
    }

    private static String hostOf(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException notAnOrigin) {
            return "";
        }
    }
}
