// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.history.asking.Asked;

/** The notification that a request names. */
record Named(String source, String id) {

    /** In the path. @throws io.posthorn.history.problem.ProblemException they are none */
    static Named of(String source, String id) {
        Asked.requireId("source", source);
        Asked.requireId("id", id);
        return new Named(source, id);
    }

    /** As parameters, where an id cannot stand in a path. @throws io.posthorn.history.problem.ProblemException they are none */
    static Named of(Asked asked) {
        return of(asked.given("source").orElse(""), asked.given("id").orElse(""));
    }
}
