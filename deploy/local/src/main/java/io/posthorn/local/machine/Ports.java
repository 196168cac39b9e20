// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback address. */
public final class Ports {

    /** Below the range from which systems take the ports of outgoing connections: nobody is given one of these by chance. */
    private static final int FIRST = 10_000;

    private static final int LAST = 32_000;

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** The given port, or for 0 a free one that this JVM has not handed out before. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    public static synchronized int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // What a server has just left may still be in TIME_WAIT; servers set this option too.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody listens. Unlike {@link #isFree} this never stands in a server's way. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What to tell somebody whose port is taken; nothing where it is free. */
    public static Optional<String> problem(String who, int port, String option, boolean free) {
        return free
                ? Optional.empty()
                : Optional.of(
                        "Port %d, which %s needs, is in use. Stop the process that listens there, or choose another port with %s."
                                .formatted(port, who, option));
    }

    /** @throws CannotStart when the port is taken */
    public static void require(String who, int port, String option) {
        problem(who, port, option, isFree(port)).ifPresent(problem -> {
            throw new CannotStart(problem);
        });
    }
}
