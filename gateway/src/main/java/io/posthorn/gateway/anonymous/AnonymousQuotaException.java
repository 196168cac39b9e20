// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import org.springframework.security.authentication.AuthenticationServiceException;

/** There are as many anonymous devices as are allowed. */
public final class AnonymousQuotaException extends AuthenticationServiceException {

    AnonymousQuotaException() {
        super("as many anonymous connections as posthorn.gateway.anonymous.connections allows");
    }
}
