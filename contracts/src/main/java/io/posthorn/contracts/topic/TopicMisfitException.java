// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

/** A topic is not what the configuration or the record of its birth says. No waiting will mend it: an operator has to. */
public final class TopicMisfitException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TopicMisfitException(String message) {
        super(message);
    }
}
