// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Files, sockets included, that this process may open. */
final class OpenFiles {

    private OpenFiles() {}

    static int allowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount())
                : Integer.MAX_VALUE;
    }
}
