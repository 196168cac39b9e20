// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.Permission;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Scope {@code device} for one's own; {@code audit}, with a purpose, for anybody's. Who is limited to some messages sees what became
 * of those on a device, and no connections. Addresses are shown to the user, and to auditors whose token has no limit.
 */
@RestController
final class ConnectionsController {

    private final ConnectionsReader connections;
    private final DeviceStreams streams;
    private final Permission permission;
    private final Clock clock;

    ConnectionsController(ConnectionsReader connections, DeviceStreams streams, Permission permission, Clock clock) {
        this.connections = connections;
        this.streams = streams;
        this.permission = permission;
        this.clock = clock;
    }

    @GetMapping("/v1/users/{user}/connections")
    ResponseEntity<ConnectionView.Page> connections(
            @PathVariable String user, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        Asked.requireUser(user);
        ConnectionsQuery query = ConnectionsQuery.of(user, new Asked(request), clock.instant());
        return answer(permission.read(
                request,
                token,
                new AuditedQuery(user, query.describe()),
                reach -> {
                    Permission.requirePeople(reach);
                    return ConnectionView.Page.of(query, connections.read(query), reach.isWhole());
                },
                page -> page.connections().size()));
    }

    @GetMapping("/v1/users/{user}/devices/{device}/stream")
    ResponseEntity<DeviceStreamView> stream(
            @PathVariable String user,
            @PathVariable String device,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        Asked.requireUser(user);
        Asked.requireId("device", device);
        Instant now = clock.instant();
        DeviceStreamQuery query = DeviceStreamQuery.of(user, device, new Asked(request), now);
        return answer(permission.read(
                request,
                token,
                new AuditedQuery(user, query.describe()),
                reach -> streams.read(query, reach::coversMessage)
                        .map(stream -> DeviceStreamView.of(query, stream, reach.isWhole()))
                        .flatMap(stream -> reach.coversPeople() ? Optional.of(stream) : stream.messagesAlone())
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.NOT_FOUND,
                                "Nothing is on record of this device in the time before " + query.at() + ".")),
                stream -> 1L + stream.messages().size()));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
