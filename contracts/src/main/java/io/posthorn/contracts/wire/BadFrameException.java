// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

/** A frame that cannot be taken; becomes an {@code error} frame. Carries no payload. */
public final class BadFrameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean frame;

    private BadFrameException(String code, boolean frame, String message) {
        super(message, null, false, false);
        this.code = code;
        this.frame = frame;
    }

    /** Not a frame at all: the connection is closed. */
    static BadFrameException notAFrame(String message) {
        return new BadFrameException("not-a-frame", false, message);
    }

    /** A frame, but with a fault in it: the connection stays. */
    static BadFrameException of(String code, String message) {
        return new BadFrameException(code, true, message);
    }

    /** For the {@code error} frame: lower case, with hyphens. */
    public String code() {
        return code;
    }

    /** Whether it was a frame at all. */
    public boolean isFrame() {
        return frame;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
