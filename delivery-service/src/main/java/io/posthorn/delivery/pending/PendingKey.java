// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Key of store {@code pending}: user in UTF-8, NUL, era (4 bytes), offset (8 bytes): a user's entries lie in stream order. */
final class PendingKey {

    private static final int POSITION_BYTES = 12;
    private static final Position END = Positions.of(-1, -1, 0);

    private PendingKey() {}

    static Bytes at(String user, Position position) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(name.length + 1 + POSITION_BYTES)
                .put(name)
                .put((byte) 0)
                .putInt(position.getEra())
                .putLong(position.getOffset())
                .array());
    }

    static Bytes after(String user, Position position) {
        return at(user, Positions.of(position.getEra(), position.getOffset() + 1, 0));
    }

    /** Before all entries of the user, of whom none stands there. */
    static Bytes mark(String user) {
        return at(user, Positions.START);
    }

    static boolean isMark(Bytes key) {
        byte[] bytes = key.get();
        for (int i = bytes.length - POSITION_BYTES; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static Bytes last(String user) {
        return at(user, END);
    }

    static String user(Bytes key) {
        return new String(key.get(), 0, key.get().length - POSITION_BYTES - 1, StandardCharsets.UTF_8);
    }
}
