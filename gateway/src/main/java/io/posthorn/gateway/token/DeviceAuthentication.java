// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A device that is known, but not by a token: by a cookie session, or as nobody in particular. */
public final class DeviceAuthentication extends AbstractAuthenticationToken {

    private final Identity identity;
    private final boolean cookie;

    private DeviceAuthentication(Identity identity, boolean cookie) {
        super(identity.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(Bearers.SCOPE_PREFIX + scope))
                .toList());
        this.identity = identity;
        this.cookie = cookie;
        setAuthenticated(true);
    }

    public static DeviceAuthentication ofCookie(Identity identity) {
        return new DeviceAuthentication(identity, true);
    }

    public static DeviceAuthentication ofNobody(Identity identity) {
        return new DeviceAuthentication(identity, false);
    }

    /** Whether a browser sends what proves it by itself, whoever makes it ask. */
    public boolean isByCookie() {
        return cookie;
    }

    public Identity identity() {
        return identity;
    }

    @Override
    public Object getPrincipal() {
        return identity.bearer().user();
    }

    /** None are kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceAuthentication that
                && identity.equals(that.identity)
                && cookie == that.cookie
                && isAuthenticated() == that.isAuthenticated();
    }

    @Override
    public int hashCode() {
        return List.of(identity, cookie).hashCode();
    }
}
