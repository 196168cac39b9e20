// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Every error that the API answers with of itself. */
public enum ProblemType {
    BAD_USER(HttpStatus.BAD_REQUEST, "Not a user id"),
    BAD_PARAMETER(HttpStatus.BAD_REQUEST, "Not an allowed parameter"),
    BAD_PURPOSE(HttpStatus.BAD_REQUEST, "A purpose is needed"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The token does not allow this"),
    BUSY(HttpStatus.TOO_MANY_REQUESTS, "Too many of these at once"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Nothing is on record"),
    CONFLICT(HttpStatus.CONFLICT, "It is not as the request takes it to be"),
    HOLD_STANDS(HttpStatus.CONFLICT, "A legal hold stands in the way"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "More than is taken"),
    BEHIND(HttpStatus.SERVICE_UNAVAILABLE, "History has not caught up"),
    LOG_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The log does not answer"),
    TREE_DAMAGED(HttpStatus.INTERNAL_SERVER_ERROR, "What is stored is not what was signed"),
    STORE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer"),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** As in {@code type} of RFC 9457. */
    public URI uri() {
        return URI.create(
                "urn:posthorn:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
