// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.streams;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/** Values of our own stores. */
public final class StoredProto {

    private StoredProto() {}

    /** @throws IllegalStateException the store holds what we did not write */
    public static <T> T read(Parser<T> parser, byte[] value) {
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a state store holds a value that cannot be read", e);
        }
    }
}
