// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

/** How the writing of one row ended. That Cassandra was away is no end. */
sealed interface Outcome {

    /** As many replicas as the consistency level asks for have it. */
    record Written() implements Outcome {}

    /** Its time had passed before it could be written. */
    record Gone() implements Outcome {}

    /** Cassandra takes other rows, but not this one. */
    record Refused(String detail) implements Outcome {}
}
