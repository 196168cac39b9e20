// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;

/**
 * A message of a user's stream, as the router committed it or as history has it.
 *
 * @param prev the user's durable message before it; era 0 for the first
 * @param whole a hash of all its fields
 */
public record Applied(
        String user, Identity identity, String className, Entry.Terms terms, Place place, long content, int whole) {

    public record Place(Position position, Position prev, long ordinal) {}

    public static Applied of(Message message) {
        return new Applied(
                message.getUser(),
                Identity.of(message.getNotification()),
                message.getNotification().getClassName(),
                Entry.terms(message.getNotification()),
                new Place(message.getPosition(), message.getPrevOwn(), message.getOrdinal()),
                Content.hash(message.getNotification()),
                message.hashCode());
    }

    /** Neither expires within a run nor is replaced. */
    public boolean stays() {
        return terms.ttlMillis() == 0 && terms.collapseKey().isEmpty();
    }

    public Position position() {
        return place.position();
    }
}
