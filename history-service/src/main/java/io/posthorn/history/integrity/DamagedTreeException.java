// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

/** What is stored of a tree is not what was signed. */
public final class DamagedTreeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what names the row, never its content */
    public DamagedTreeException(String what) {
        super(what, null, false, false);
    }
}
