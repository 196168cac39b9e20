// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.ReconnectPolicy;
import io.posthorn.client.socket.Socket;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.Hello;
import org.jspecify.annotations.Nullable;

/** @param hello without its resume; null: the application says hello itself */
record Options(
        Endpoint endpoint,
        @Nullable Hello hello,
        DeviceListener listener,
        AckPolicy acks,
        ReconnectPolicy reconnecting,
        Socket.Limits limits) {}
