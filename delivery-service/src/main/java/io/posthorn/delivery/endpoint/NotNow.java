// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.endpoint;

import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** 503 with {@code Retry-After}: nothing is wrong with the request. */
@RestControllerAdvice
class NotNow {

    @ExceptionHandler({KafkaException.class, org.springframework.kafka.KafkaException.class, CompletionException.class})
    ResponseEntity<ProblemDetail> notTaken(Exception e) {
        return later("Kafka did not take it: send it again as it is");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> moving(InvalidStateStoreException e) {
        return later("The state that knows the answer is starting or moving: ask again");
    }

    private static ResponseEntity<ProblemDetail> later(String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }
}
