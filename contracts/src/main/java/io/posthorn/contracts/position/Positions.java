// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import io.posthorn.contracts.v1.Position;
import java.util.Comparator;

/** Order of {@link Position}s: by era, then by offset; the append time plays no part. */
public final class Positions {

    /** Before every record. */
    public static final Position START = Position.getDefaultInstance();

    public static final Comparator<Position> ORDER = Positions::compare;

    private Positions() {}

    public static Position of(int era, long offset, long appendedAt) {
        return Position.newBuilder()
                .setEra(era)
                .setOffset(offset)
                .setAppendedAt(appendedAt)
                .build();
    }

    public static int compare(Position a, Position b) {
        int byEra = Integer.compareUnsigned(a.getEra(), b.getEra());
        return byEra != 0 ? byEra : Long.compareUnsigned(a.getOffset(), b.getOffset());
    }

    public static boolean isAfter(Position a, Position b) {
        return compare(a, b) > 0;
    }

    /** Same place; append times may differ (a cursor may have been forged). */
    public static boolean same(Position a, Position b) {
        return compare(a, b) == 0;
    }

    public static Position max(Position a, Position b) {
        return compare(a, b) >= 0 ? a : b;
    }

    public static Position min(Position a, Position b) {
        return compare(a, b) <= 0 ? a : b;
    }

    public static boolean isStart(Position position) {
        return position.getEra() == 0;
    }

    /** For logs: {@code era:offset}. */
    public static String describe(Position position) {
        return Integer.toUnsignedString(position.getEra()) + ":" + Long.toUnsignedString(position.getOffset());
    }
}
