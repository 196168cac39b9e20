// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.delivery.endpoint.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/users/{user}/devices}: scope {@code device} for one's own, scope {@code admin} for anybody's. Any instance
 * answers; the one that owns the user is asked, at {@code posthorn.delivery.advertised}. 503 with {@code Retry-After} while
 * tasks move or the owner does not answer: ask again.
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
     * @param position where that is
     * @param unacked messages after the cursor; absent where some of them are no longer counted
     * @param connection absent while the device is away
     */
    record Device(
            String device,
            String cursor,
            Place position,
            @Nullable Long unacked,
            @Nullable Connection connection,
            @Nullable Instant lastSeen,
            Map<String, String> attributes) {}

    /**
     * A place in the user's stream.
     *
     * @param appendedAt absent at its start
     */
    record Place(int era, long offset, @Nullable Instant appendedAt) {}

    record Connection(String connection, String gateway, Instant since) {}

    @GetMapping("/v1/users/{user}/devices")
    @PreAuthorize("hasAuthority('SCOPE_admin') or hasAuthority('SCOPE_device') and #user == authentication.name")
    Devices devices(
            @PathVariable String user,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestHeader(name = OtherInstance.ASKED_BY_ANOTHER, defaultValue = "false") boolean askedByAnother) {
        Requests.id("user", user);
        return askedByAnother ? queries.here(user) : queries.anywhere(user, authorization);
    }
}
