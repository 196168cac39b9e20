// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

/**
 * Offsets of one partition of a topic.
 *
 * @param from included
 * @param to not included
 */
record Stretch(long from, long to) {

    static final Stretch NONE = new Stretch(0, 0);

    boolean isEmpty() {
        return from >= to;
    }
}
