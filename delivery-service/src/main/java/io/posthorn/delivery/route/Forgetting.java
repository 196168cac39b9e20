// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.route.DeviceReceipts.Range;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;

/** A device that is not known any more: what waited for it is on record as skipped, and it does not keep others' messages. */
final class Forgetting {

    private final UserStreams streams;
    private final Sender sender;
    private final DeviceReceipts receipts;
    private final PresenceFacts presence;

    Forgetting(UserStreams streams, Sender sender, DeviceReceipts receipts, PresenceFacts presence) {
        this.streams = streams;
        this.sender = sender;
        this.receipts = receipts;
        this.presence = presence;
    }

    void forget(UserStream user, String device, long now) {
        LiveConnection connection = user.connectionOf(device);
        if (connection != null) {
            sender.close(connection.state(), CloseCode.FORBIDDEN, now);
            streams.close(user, connection);
        }
        DeviceState known = user.state().getDevicesMap().get(device);
        if (known == null) {
            return;
        }
        var nowhere = ConnectionState.newBuilder()
                .setUser(user.user())
                .setDevice(device)
                .build();
        receipts.passedOver(
                user, new Range(nowhere, known.getCursor(), user.reach()), SkipReason.SKIP_REASON_FORGOTTEN, now);
        streams.save(user, user.state().toBuilder().removeDevices(device).build());
        presence.publish(user);
    }
}
