// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.problem;

import com.datastax.oss.driver.api.core.DriverException;
import io.posthorn.history.store.StoreAwayException;
import io.posthorn.history.store.StoreFailure;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whatever goes wrong leaves as a problem detail, without anything of the inside. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ProblemException e) {
        ProblemDetail body = body(e.type(), e.detail());
        e.members().forEach(body::setProperty);
        return answer(e.type()).body(body);
    }

    /** Not logged: its message has what was given. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        String detail = "A parameter cannot be read: it is not UTF-8, percent-encoded.";
        return answer(ProblemType.BAD_PARAMETER).body(body(ProblemType.BAD_PARAMETER, detail));
    }

    @ExceptionHandler({DriverException.class, StoreAwayException.class})
    ResponseEntity<ProblemDetail> store(RuntimeException e) {
        if (StoreFailure.of(e) == StoreFailure.REFUSED) {
            return unexpected(e);
        }
        log.warn("A read was not answered by Cassandra: {}", StoreFailure.describe(e));
        String detail = "Nothing is lost. Try again in " + RETRY_SECONDS + " s.";
        return answer(ProblemType.STORE_AWAY)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(body(ProblemType.STORE_AWAY, detail));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        log.error("A request failed", e);
        String detail = "It is in the log of the service.";
        return answer(ProblemType.FAILED).body(body(ProblemType.FAILED, detail));
    }

    private static ResponseEntity.BodyBuilder answer(ProblemType type) {
        return ResponseEntity.status(type.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static ProblemDetail body(ProblemType type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        return problem;
    }
}
