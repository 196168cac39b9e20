// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Optional;

/** The notification that a request names. */
record Named(String source, String id) {

    /** In the path, or as parameters where an id cannot stand in a path. @throws ProblemException they are none */
    static Named of(Optional<String> source, Optional<String> id) {
        return new Named(id("source", source), id("id", id));
    }

    /** @throws ProblemException it is no id */
    static String id(String name, Optional<String> text) {
        return text.filter(Limits::isId)
                .orElseThrow(() -> new ProblemException(
                        name.equals("user") ? ProblemType.BAD_USER : ProblemType.BAD_PARAMETER,
                        name + " must have 1 to 128 characters, none of them a space or invisible"));
    }
}
