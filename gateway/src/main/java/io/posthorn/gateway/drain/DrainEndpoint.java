// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import io.posthorn.gateway.connection.Connections;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** {@code POST /actuator/drain} begins, {@code GET} tells how far it is. The process goes on, without devices, until it is stopped. */
@Endpoint(id = "drain")
public final class DrainEndpoint {

    /** @param connections that are still here */
    public record Progress(Drain.State state, int connections) {}

    private final Drain drain;
    private final Connections connections;

    DrainEndpoint(Drain drain, Connections connections) {
        this.drain = drain;
        this.connections = connections;
    }

    @ReadOperation
    public Progress progress() {
        return new Progress(drain.state(), connections.all().size());
    }

    @WriteOperation
    public Progress begin() {
        drain.begin();
        return progress();
    }
}
