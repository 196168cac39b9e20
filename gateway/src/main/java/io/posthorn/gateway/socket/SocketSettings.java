// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.contracts.wire.Limits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param frameSize of a message from a device, and of each of its frames; the protocol promises no more
 * @param backlog bytes that may wait behind one full socket; one larger frame alone is allowed
 * @param totalBacklog the same for all sockets of the gateway together
 * @param totalInbound bytes of messages that have not come to their end, all sockets together
 * @param writeTimeout for one frame to be taken by the peer, however few bytes wait; less where the total is half used up
 * @param messageTimeout from the first byte of a message to its last; less where the total is half used up
 * @param sendBuffer the kernel's, for each socket: without a bound a peer that stops reading pins megabytes
 * @param inputBuffer borrowed from a pool while a socket is being read
 * @param acceptQueue connections that may wait to be accepted
 */
@ConfigurationProperties("posthorn.gateway.socket")
record SocketSettings(
        @DefaultValue("64KB") DataSize frameSize,
        @DefaultValue("64KB") DataSize backlog,
        @DefaultValue("64MB") DataSize totalBacklog,
        @DefaultValue("16MB") DataSize totalInbound,
        @DefaultValue("30s") Duration writeTimeout,
        @DefaultValue("20s") Duration messageTimeout,
        @DefaultValue("64KB") DataSize sendBuffer,
        @DefaultValue("4KB") DataSize inputBuffer,
        @DefaultValue("1024") int acceptQueue) {

    private static final Duration LONGEST = Duration.ofHours(1);

    SocketSettings {
        requireBytes("frame-size", frameSize, 1024);
        if (frameSize.toBytes() > Limits.CLIENT_FRAME_BYTES) {
            throw new IllegalArgumentException("posthorn.gateway.socket.frame-size is " + frameSize + ", allowed: "
                    + Limits.CLIENT_FRAME_BYTES + " B at most");
        }
        requireBytes("backlog", backlog, 1024);
        requireBytes("total-backlog", totalBacklog, backlog.toBytes());
        requireBytes("total-inbound", totalInbound, frameSize.toBytes());
        requireTime("write-timeout", writeTimeout);
        requireTime("message-timeout", messageTimeout);
        requireBytes("send-buffer", sendBuffer, 4096);
        requireBytes("input-buffer", inputBuffer, 256);
        if (acceptQueue < 1) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.socket.accept-queue is " + acceptQueue + ", allowed: 1 or more");
        }
    }

    private static void requireBytes(String name, DataSize value, long least) {
        if (value.toBytes() < least || value.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.socket.%s is %s, allowed: %d B to 2 GB".formatted(name, value, least));
        }
    }

    private static void requireTime(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.socket." + name + " is " + value + ", allowed: 1 ms to 1 h");
        }
    }
}
