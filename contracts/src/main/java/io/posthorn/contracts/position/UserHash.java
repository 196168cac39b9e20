// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Four bytes that tell one user's cursors and frames from another's.
 *
 * <p>A guard against mistakes, not against forgery: what a user may read is decided by their token alone. CRC-32C and not
 * the partitioner's murmur2, of which users on one partition share the low bits.
 */
public final class UserHash {

    private UserHash() {}

    public static int of(String user) {
        CRC32C crc = new CRC32C();
        crc.update(user.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
