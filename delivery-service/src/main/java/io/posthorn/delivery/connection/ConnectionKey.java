// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Key of store {@code connections}: user, NUL, device, in UTF-8. */
public final class ConnectionKey {

    private ConnectionKey() {}

    public static Bytes of(String user, String device) {
        return Bytes.wrap((user + '\0' + device).getBytes(StandardCharsets.UTF_8));
    }
}
