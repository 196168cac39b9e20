// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DeviceForgotten;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReadUpTo;
import java.util.Map;

/** A device as its gateway tells of it. */
public record TestDevice(String user, String device, String connection) {

    public TestDevice on(String other) {
        return new TestDevice(user, device, other);
    }

    public ConnectionEvent connected(Map<String, String> attributes) {
        return connected(Connected.newBuilder()
                .setWindow(64)
                .putAllAttributes(attributes)
                .setAddress("203.0.113.6")
                .build());
    }

    public ConnectionEvent connected(Connected connected) {
        return event().setConnected(connected).build();
    }

    public ConnectionEvent disconnected(DisconnectCause cause) {
        return event().setDisconnected(Disconnected.newBuilder().setCause(cause))
                .build();
    }

    public ConnectionEvent acked(Position upTo) {
        return event().setAcked(Acked.newBuilder().setUpTo(upTo)).build();
    }

    public ConnectionEvent read(Position upTo) {
        return event().setRead(ReadUpTo.newBuilder().setUpTo(upTo)).build();
    }

    public ConnectionEvent changed(Map<String, String> set, String... removed) {
        return event().setAttributesChanged(
                        AttributesChanged.newBuilder().putAllSet(set).addAllRemove(java.util.List.of(removed)))
                .build();
    }

    public ConnectionEvent forgotten() {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice(device)
                .setDeviceForgotten(DeviceForgotten.getDefaultInstance())
                .build();
    }

    private ConnectionEvent.Builder event() {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice(device)
                .setConnection(connection)
                .setGateway("gateway-1")
                .setIncarnation(7);
    }
}
