// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import java.util.List;

/** All that one device saw, in the order in which its connections began. */
public record DeviceLog(String user, String device, List<Connection> connections) {

    public DeviceLog {
        connections = List.copyOf(connections);
    }

    public String name() {
        return user + "/" + device;
    }
}
