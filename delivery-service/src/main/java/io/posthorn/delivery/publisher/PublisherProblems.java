// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** 403 that names the claim; 429 with {@code Retry-After} for what only came too soon. */
@RestControllerAdvice
class PublisherProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(PublisherRefusedException e) {
        boolean tooSoon = !e.retryAfter().isZero();
        HttpStatus status = tooSoon ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.FORBIDDEN;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("claim", e.claim());
        var answer = ResponseEntity.status(status);
        if (tooSoon) {
            answer.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(wholeSeconds(e.retryAfter().toNanos())));
        }
        return answer.body(problem);
    }

    private static long wholeSeconds(long nanos) {
        return -Math.floorDiv(-nanos, 1_000_000_000L);
    }
}
