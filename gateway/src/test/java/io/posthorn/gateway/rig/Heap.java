// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is on this JVM's heap. */
public final class Heap {

    /** What there is for each connection, or for one that is no WebSocket yet. */
    public static final Set<String> OF_A_CONNECTION = Set.of(
            "io.posthorn.gateway.connection.DeviceConnection",
            "io.posthorn.gateway.socket.JettySocket",
            "io.posthorn.gateway.socket.MessageAssembly",
            "io.posthorn.gateway.socket.Newcomer",
            "org.eclipse.jetty.websocket.core.WebSocketConnection",
            "org.eclipse.jetty.websocket.core.WebSocketCoreSession");

    private Heap() {}

    /** How many of these classes can still be reached; collects garbage first. */
    public static int instances(Set<String> classNames) {
        String[] nothing = {};
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {nothing},
                            new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length >= 4 && classNames.contains(columns[3]))
                    .mapToInt(columns -> Integer.parseInt(columns[1]))
                    .sum();
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
