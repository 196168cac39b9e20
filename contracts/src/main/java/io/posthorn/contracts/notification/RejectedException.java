// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

/** A notification that is refused. The message names the field and the rule, never the content. */
public final class RejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    public RejectedException(Rejection rejection, String detail) {
        super(detail, null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
