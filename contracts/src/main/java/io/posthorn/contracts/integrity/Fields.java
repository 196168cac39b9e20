// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values one after the other, each behind its length: 4 bytes, big-endian, of which all are set for what is not there at all. */
final class Fields {

    private static final int ABSENT = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    /** @param use what the bytes are for, so that those of one use can never be taken for those of another */
    Fields(String use) {
        add(use);
    }

    Fields add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Fields add(byte @Nullable [] value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value == null ? ABSENT : value.length)
                .array());
        if (value != null) {
            bytes.writeBytes(value);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    Hash hash() {
        return Hash.sha256(toBytes());
    }
}
