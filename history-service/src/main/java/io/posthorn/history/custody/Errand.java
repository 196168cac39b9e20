// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/** Work that a step of the log has ordered. Done again from wherever it was left, it comes out the same. */
public interface Errand {

    String id();

    Lane lane();

    /**
     * A part of it, or all that is left.
     *
     * @throws RuntimeException it could not be carried on: it is tried again
     */
    void run(Claim claim);
}
