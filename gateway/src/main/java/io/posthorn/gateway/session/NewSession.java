// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.token.Identity;

/** The record of a session that begins. */
final class NewSession {

    private static final int TEXT_CHARACTERS = 200;

    private NewSession() {}

    /**
     * @param identity of the token with which it begins
     * @param userAgent as the browser calls itself: anything
     */
    static Session of(String id, Identity identity, String userAgent, long now, SessionSettings settings) {
        return Session.newBuilder()
                .setSession(id)
                .setUser(identity.bearer().user())
                .setDisplayName(shortened(identity.displayName()))
                .addAllScopes(identity.scopes())
                .addAllRoles(identity.roles())
                .setBeganAt(now)
                .setActiveAt(now)
                .setEndsAt(now + settings.longest().toMillis())
                .setIdle(settings.idle().toMillis())
                .setUserAgent(shortened(userAgent))
                .setTokenSession(identity.bearer().session())
                .setTokenIssuedAt(Math.min(now, identity.bearer().issuedAt().toEpochMilli()))
                .build();
    }

    /** What can be shown of a text that anybody may have written. */
    static String shortened(String text) {
        return text.codePoints()
                .filter(character -> !Character.isISOControl(character)
                        && Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE)
                .limit(TEXT_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
