// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

/** Of its partition nothing more is to be read, and why; all others go on. */
public final class PartitionStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartitionStoppedException(String why) {
        super(why, null, false, false);
    }
}
