// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.hint.Hints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One message on its way to many connections: one hint for each gateway and so many recipients as fit into it. */
final class Broadcasting {

    private static final int MOST_BYTES = 256 << 10;

    private final Hints hints;
    private final Message message;
    private final boolean isTransient;
    private final long now;
    private final Map<String, Chunk> chunks = new HashMap<>();
    private int connections;

    Broadcasting(Hints hints, Message message, boolean isTransient, long now) {
        this.hints = hints;
        this.message = message;
        this.isTransient = isTransient;
        this.now = now;
    }

    void add(LiveConnection connection, Recipient recipient) {
        String gateway = connection.state().getGateway();
        Chunk chunk = chunks.computeIfAbsent(gateway, name -> new Chunk());
        if (chunk.bytes + recipient.getSerializedSize() > MOST_BYTES && !chunk.to.isEmpty()) {
            send(gateway, chunk);
            chunk = new Chunk();
            chunks.put(gateway, chunk);
        }
        chunk.add(connection, recipient);
    }

    /** @return how many connections it was sent to */
    int send() {
        chunks.forEach(this::send);
        return connections;
    }

    private void send(String gateway, Chunk chunk) {
        if (hints.deliver(gateway, "", chunk.delivery.build())) {
            chunk.to.forEach(this::sent);
            connections += chunk.to.size();
        }
    }

    private void sent(LiveConnection connection) {
        if (isTransient) {
            connection.transientSent(message.getPosition(), message.getSerializedSize(), now);
        } else {
            connection.messageSent(message.getPosition(), message.getSerializedSize(), now);
        }
    }

    private final class Chunk {

        private final Delivery.Builder delivery = Delivery.newBuilder()
                .setPosition(message.getPosition())
                .setTransient(isTransient)
                .setMessage(message.getNotification());
        private final List<LiveConnection> to = new ArrayList<>();
        private int bytes = message.getSerializedSize();

        void add(LiveConnection connection, Recipient recipient) {
            delivery.addRecipients(recipient);
            to.add(connection);
            bytes += recipient.getSerializedSize() + Integer.BYTES;
        }
    }
}
