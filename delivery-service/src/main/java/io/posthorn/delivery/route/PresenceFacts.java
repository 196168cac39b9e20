// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.DevicePresence;
import io.posthorn.contracts.v1.Presence;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;

/** Publishes who is connected where, whenever it changes. */
final class PresenceFacts {

    private final Facts facts;

    PresenceFacts(Facts facts) {
        this.facts = facts;
    }

    void publish(UserStream user) {
        var presence = Presence.newBuilder().setUser(user.user());
        for (LiveConnection connection : user.connections()) {
            ConnectionState state = connection.state();
            presence.addDevices(DevicePresence.newBuilder()
                    .setDevice(state.getDevice())
                    .setConnection(state.getConnection())
                    .setGateway(state.getGateway())
                    .setIncarnation(state.getIncarnation())
                    .setSince(state.getSince())
                    .putAllAttributes(user.state()
                            .getDevicesOrDefault(state.getDevice(), DeviceState.getDefaultInstance())
                            .getAttributesMap()));
        }
        facts.presence(presence.build());
    }
}
