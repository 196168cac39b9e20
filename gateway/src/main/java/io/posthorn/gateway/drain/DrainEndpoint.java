// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import io.posthorn.gateway.audit.AuditLog;
import io.posthorn.gateway.connection.Connections;
import java.util.Objects;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** {@code POST /actuator/drain} begins, {@code GET} tells how far it is. The process goes on, without devices, until it is stopped. */
@Endpoint(id = "drain")
public final class DrainEndpoint {

    /** @param connections that are still here */
    public record Progress(Drain.State state, int connections) {}

    private final Drain drain;
    private final Connections connections;
    private final AuditLog audit;

    DrainEndpoint(Drain drain, Connections connections, AuditLog audit) {
        this.drain = drain;
        this.connections = connections;
        this.audit = audit;
    }

    @ReadOperation
    public Progress progress() {
        return new Progress(drain.state(), connections.all().size());
    }

    @WriteOperation
    public Progress begin() {
        Authentication operator =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        audit.drain(operator.getName());
        drain.begin();
        return progress();
    }
}
