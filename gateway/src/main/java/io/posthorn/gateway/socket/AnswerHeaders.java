// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What every answer says, whoever gives it: that it is nothing for browsers to show, guess or keep, and the last on its connection.
 *
 * <p>The last, because who asks again and again and does not read fills the socket's buffer, and then the thread that answers waits.
 * A handshake that succeeds replaces that one.
 */
final class AnswerHeaders implements HttpConfiguration.Customizer {

    private static final HttpFields ALWAYS = HttpFields.build()
            .add(HttpFields.CONNECTION_CLOSE)
            .add(HttpHeader.CACHE_CONTROL, "no-store")
            .add("X-Content-Type-Options", "nosniff")
            .add("X-Frame-Options", "DENY")
            .add("Referrer-Policy", "no-referrer")
            .add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            .asImmutable();

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        ALWAYS.forEach(answer::put);
        if (request.isSecure()) {
            answer.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        return request;
    }
}
