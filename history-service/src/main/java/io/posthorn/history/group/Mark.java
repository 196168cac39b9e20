// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.contracts.text.Text;
import io.posthorn.history.kept.UserOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a page ended.
 *
 * @param partition of {@code posthorn.groups}
 * @param name the last one of it that was looked at; empty: none of it was
 */
record Mark(int partition, String name) {

    /** Where the first page begins. */
    static Mark start(UserOrder order) {
        return new Mark(order == UserOrder.ASCENDING ? 0 : Integer.MAX_VALUE, "");
    }

    byte[] bytes() {
        byte[] last = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + last.length)
                .putInt(partition)
                .put(last)
                .array();
    }

    static Optional<Mark> read(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        Mark mark =
                new Mark(bytes.getInt(), StandardCharsets.UTF_8.decode(bytes).toString());
        boolean sound = mark.partition >= 0 && (mark.name.isEmpty() || Text.isId(mark.name));
        return sound ? Optional.of(mark) : Optional.empty();
    }
}
