// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;

/**
 * Up to where all of one partition is written or parked. It never moves back, and it travels as text beside the committed
 * offset, so that whoever has the partition next goes on from it.
 */
public record Watermark(Position reached) {

    public static final Watermark START = new Watermark(Positions.START);

    public Watermark advance(Position to) {
        return Positions.isAfter(to, reached) ? new Watermark(to) : this;
    }

    public boolean isAfter(Watermark other) {
        return Positions.isAfter(reached, other.reached);
    }

    public String toText() {
        return Integer.toUnsignedString(reached.getEra())
                + ":" + Long.toUnsignedString(reached.getOffset())
                + ":" + reached.getAppendedAt();
    }

    /** {@link #START} for anything that is not such a text: the watermark then comes with the next batch. */
    public static Watermark parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            return START;
        }
        try {
            return new Watermark(Positions.of(
                    Integer.parseUnsignedInt(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2])));
        } catch (NumberFormatException e) {
            return START;
        }
    }
}
