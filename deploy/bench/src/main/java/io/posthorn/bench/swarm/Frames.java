// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Frames of RFC 6455, as far as a small client of one subprotocol needs them. */
final class Frames {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int MASK_BYTES = 4;

    private Frames() {}

    /**
     * Where a frame lies in a buffer.
     *
     * @param end of the frame, where the next one begins
     */
    record Span(int opcode, int from, int end) {}

    /**
     * @return null while some of it is still on its way
     * @throws IllegalArgumentException for what a gateway does not send: masked, compressed, in parts, over 2 GB
     */
    static @Nullable Span at(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return null;
        }
        int first = bytes[from] & 0xff;
        int second = bytes[from + 1] & 0xff;
        if ((first & FIN) == 0 || (first & RESERVED) != 0 || (second & MASKED) != 0) {
            throw new IllegalArgumentException("a frame that begins with %02x%02x".formatted(first, second));
        }
        int width = (second & LENGTH) == LENGTH_16 ? 2 : (second & LENGTH) == LENGTH_64 ? Long.BYTES : 0;
        int start = from + 2 + width;
        if (to < start) {
            return null;
        }
        long length = width == 0 ? second & LENGTH : number(bytes, from + 2, width);
        if (length < 0 || length > Integer.MAX_VALUE - start) {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        int end = (int) (start + length);
        return to < end ? null : new Span(first & OPCODE, start, end);
    }

    private static long number(byte[] bytes, int from, int width) {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << Byte.SIZE | bytes[from + i] & 0xff;
        }
        return number;
    }

    static byte[] text(String text, int mask) {
        return masked(TEXT, text.getBytes(StandardCharsets.UTF_8), mask);
    }

    /** @param payload of less than 64 KB */
    static byte[] masked(int opcode, byte[] payload, int mask) {
        boolean wide = payload.length >= LENGTH_16;
        int start = (wide ? 4 : 2) + MASK_BYTES;
        byte[] frame = new byte[start + payload.length];
        frame[0] = (byte) (FIN | opcode);
        frame[1] = (byte) (MASKED | (wide ? LENGTH_16 : payload.length));
        if (wide) {
            frame[2] = (byte) (payload.length >> Byte.SIZE);
            frame[3] = (byte) payload.length;
        }
        for (int i = 0; i < MASK_BYTES; i++) {
            frame[start - MASK_BYTES + i] = maskByte(mask, i);
        }
        for (int i = 0; i < payload.length; i++) {
            frame[start + i] = (byte) (payload[i] ^ maskByte(mask, i));
        }
        return frame;
    }

    private static byte maskByte(int mask, int index) {
        return (byte) (mask >>> (MASK_BYTES - 1 - index % MASK_BYTES) * Byte.SIZE);
    }

    /** The code of a close frame; 1005 where it has none. */
    static int closeCode(byte[] bytes, Span frame) {
        return frame.end - frame.from < 2 ? 1005 : (int) number(bytes, frame.from, 2);
    }
}
