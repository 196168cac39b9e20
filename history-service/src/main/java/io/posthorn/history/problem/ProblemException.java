// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.problem;

/** A request that is not answered. The message is shown: it names the parameter and the rule. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
