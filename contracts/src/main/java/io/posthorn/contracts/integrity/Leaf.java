// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one record of {@code posthorn.messages} is in the tree of its partition: where and when it stood, and commitments to what
 * it said. 90 bytes, numbers big-endian:
 *
 * <pre>
 *  0   1  version, 1
 *  1   1  kind: 1 a message, 2 a record that cannot be read
 *  2   4  partition of posthorn.messages
 *  6   4  position: era; of what cannot be read 0
 * 10   8  position: offset; of what cannot be read the offset in posthorn.messages
 * 18   8  position: append time; of what cannot be read its own append time; milliseconds since the epoch
 * 26  32  commitment to the user; of what cannot be read zeros
 * 58  32  commitment to the content; of what cannot be read to the record's key and value
 * </pre>
 */
public record Leaf(
        Kind kind, int partition, int era, long offset, long appendedAt, Hash userCommitment, Hash contentCommitment) {

    public static final int BYTES = 90;

    private static final byte VERSION = 1;

    /** What was in the record. */
    public enum Kind {
        MESSAGE(1),
        UNREADABLE(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        private static Optional<Kind> of(byte code) {
            return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
        }
    }

    /** @param partition of {@code posthorn.messages}, the one of the user's key */
    public static Leaf of(int partition, Message message) {
        return new Leaf(
                Kind.MESSAGE,
                partition,
                message.getPosition().getEra(),
                message.getPosition().getOffset(),
                message.getPosition().getAppendedAt(),
                Commitments.user(message),
                Commitments.content(message));
    }

    /**
     * Of a record as it stands in the log. Markers and outcomes have none; all else has.
     *
     * @param offset and {@code appendedAt}: of the record itself
     */
    public static Optional<Leaf> ofRecord(
            int partition, long offset, long appendedAt, byte @Nullable [] key, byte @Nullable [] value) {
        Leaf unreadable =
                new Leaf(Kind.UNREADABLE, partition, 0, offset, appendedAt, Hash.ZERO, Commitments.record(key, value));
        if (value == null) {
            return Optional.of(unreadable);
        }
        try {
            MessageRecord record = MessageRecord.parseFrom(value);
            return switch (record.getRecordCase()) {
                case MESSAGE -> Optional.of(of(partition, record.getMessage()));
                case PROGRESS, OUTCOME -> Optional.empty();
                case RECORD_NOT_SET -> Optional.of(unreadable);
            };
        } catch (InvalidProtocolBufferException e) {
            return Optional.of(unreadable);
        }
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put(kind.code)
                .putInt(partition)
                .putInt(era)
                .putLong(offset)
                .putLong(appendedAt)
                .put(userCommitment.bytes())
                .put(contentCommitment.bytes())
                .array();
    }

    /** As it stands in the tree. */
    public Hash hash() {
        return MerkleTree.leaf(toBytes());
    }

    /** Empty for anything that is no leaf of a version that this program knows. */
    public static Optional<Leaf> parse(byte[] leaf) {
        if (leaf.length != BYTES || leaf[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(leaf, 1, BYTES - 1);
        return Kind.of(bytes.get())
                .map(kind -> new Leaf(
                        kind,
                        bytes.getInt(),
                        bytes.getInt(),
                        bytes.getLong(),
                        bytes.getLong(),
                        hash(bytes),
                        hash(bytes)));
    }

    private static Hash hash(ByteBuffer bytes) {
        byte[] hash = new byte[Hash.BYTES];
        bytes.get(hash);
        return new Hash(hash);
    }
}
