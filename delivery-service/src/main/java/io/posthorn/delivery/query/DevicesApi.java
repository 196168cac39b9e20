// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.contracts.wire.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/users/{user}/devices}: scope {@code device} for one's own, scope {@code admin} for anybody's. Any instance
 * answers; the one that owns the user is asked. 503 while tasks move: ask again.
 */
@RestController
class DevicesApi {

    private final DeviceQueries queries;

    DevicesApi(DeviceQueries queries) {
        this.queries = queries;
    }

    record Devices(String user, List<Device> devices) {}

    /**
     * @param cursor everything up to it is stored on the device
     * @param unacked messages after the cursor; absent where some of them are no longer counted
     * @param connection absent while the device is away
     */
    record Device(
            String device,
            String cursor,
            @Nullable Long unacked,
            @Nullable Connection connection,
            @Nullable Instant lastSeen,
            Map<String, String> attributes) {}

    record Connection(String connection, String gateway, Instant since) {}

    @GetMapping("/v1/users/{user}/devices")
    @PreAuthorize("hasAuthority('SCOPE_admin') or hasAuthority('SCOPE_device') and #user == authentication.name")
    Devices devices(@PathVariable String user, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        if (!Limits.isId(user)) {
            throw new IllegalArgumentException("user: allowed are 1 to 128 printable characters without space");
        }
        return queries.devices(user, authorization);
    }

    @ExceptionHandler
    ProblemDetail badUser(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({InvalidStateStoreException.class, OwnerUnknownException.class})
    ResponseEntity<ProblemDetail> moving(Exception e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The state of this user is moving: ask again"));
    }
}
