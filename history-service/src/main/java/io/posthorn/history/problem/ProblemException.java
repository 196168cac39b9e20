// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.problem;

import java.util.Map;

/** A request that is not answered. The message is shown: it names the parameter and the rule. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final Map<String, String> members;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** @param members what a program may want to know of it, beside what every problem says */
    public ProblemException(ProblemType type, String detail, Map<String, String> members) {
        super(detail, null, false, false);
        this.type = type;
        this.members = Map.copyOf(members);
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, String> members() {
        return members;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
