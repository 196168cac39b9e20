// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import java.time.Duration;

/** A publisher asked for what its token does not allow. */
public final class PublisherRefusedException extends Exception {

    private final String claim;
    private final Duration retryAfter;

    PublisherRefusedException(String claim, String detail, Duration retryAfter) {
        super(claim + ": " + detail);
        this.claim = claim;
        this.retryAfter = retryAfter;
    }

    /** Which of its bounds: {@code posthorn_publish.sources}. */
    String claim() {
        return claim;
    }

    /** Zero: however often it is sent again, it is not allowed. */
    Duration retryAfter() {
        return retryAfter;
    }
}
