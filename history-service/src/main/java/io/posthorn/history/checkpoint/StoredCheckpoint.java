// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.Hash;
import java.time.Instant;

/**
 * A checkpoint and when it was signed.
 *
 * @param note as it was signed
 */
public record StoredCheckpoint(long size, Hash root, String note, Instant signedAt) {

    private static final int BUCKET_BITS = 16;

    static long bucket(long size) {
        return size >>> BUCKET_BITS;
    }
}
