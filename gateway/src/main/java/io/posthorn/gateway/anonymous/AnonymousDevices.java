// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.DeviceAuthentication;
import io.posthorn.gateway.token.Identity;
import io.posthorn.gateway.token.Standing;
import io.posthorn.gateway.token.StandingUnknownException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Makes somebody of nobody: a user with a name that is drawn. Of none of Spring Security's types: it would take a bean of such
 * a type for its own.
 */
public final class AnonymousDevices {

    private static final int NAME_BYTES = 16;

    private final AnonymousSettings settings;
    private final AnonymousQuota quota;
    private final Standing standing;
    private final InstantSource wallClock;
    private final SecureRandom random = new SecureRandom();

    AnonymousDevices(AnonymousSettings settings, Standing standing, InstantSource wallClock) {
        this.settings = settings;
        this.quota = new AnonymousQuota(settings.connections());
        this.standing = standing;
        this.wallClock = wallClock;
    }

    public static boolean isAnonymous(String user) {
        return user.startsWith(Identity.NOBODY);
    }

    /** @param users that are anonymous and connected now */
    public void connected(Set<String> users) {
        quota.seen(users, wallClock.millis());
    }

    /** Absent where anonymous devices are not let in. */
    public @Nullable Authentication convert(HttpServletRequest request) {
        return settings.enabled() ? new PreAuthenticatedAuthenticationToken(Identity.NOBODY, "") : null;
    }

    /** @throws AuthenticationServiceException not now */
    public Authentication authenticate(Authentication nobody) {
        if (!standing.isKnown()) {
            throw new AuthenticationServiceException("revocations cannot be read now", new StandingUnknownException());
        }
        Instant now = wallClock.instant();
        String name = newName();
        if (!quota.admit(name, now.toEpochMilli())) {
            throw new AnonymousQuotaException();
        }
        var bearer = new Bearer(name, "", now, now.plus(settings.longest()));
        return DeviceAuthentication.ofNobody(new Identity(bearer, "", List.of(), List.of("device")));
    }

    private String newName() {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return Identity.NOBODY + Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }
}
