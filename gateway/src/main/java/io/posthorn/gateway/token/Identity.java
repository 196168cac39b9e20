// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.util.List;

/**
 * Who somebody is, before any upgrade.
 *
 * @param displayName for people; empty where nothing tells
 * @param scopes as in the token
 */
public record Identity(Bearer bearer, String displayName, List<String> roles, List<String> scopes) {

    /** Users whose id begins so are nobody in particular; no issuer may call anybody so. */
    public static final String NOBODY = "anonymous:";

    public Identity {
        roles = List.copyOf(roles);
        scopes = List.copyOf(scopes);
    }
}
