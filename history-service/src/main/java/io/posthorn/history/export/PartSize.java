// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import java.time.Duration;

/**
 * How much one part has at most. It ends with the row that reaches one of these, so it has at least one.
 *
 * @param time since it began; rows that are not shown take time too
 */
record PartSize(long rows, long bytes, Duration time) {

    boolean isReached(long writtenRows, long writtenBytes, Duration elapsed) {
        return writtenRows >= rows || writtenBytes >= bytes || elapsed.compareTo(time) >= 0;
    }
}
