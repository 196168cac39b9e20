// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.contracts.v1.Revocation;
import io.posthorn.history.recording.Place;
import io.posthorn.history.tier.Bucket;
import java.time.Instant;

/** That something was revoked, and when. */
record RevocationFact(Place place, Revocation revocation) {

    /** No user's id holds a space. */
    static final String EVERYONE = "everyone ";

    private static final int TEXT_CHARACTERS = 500;

    /** Value of the column {@code user}. */
    String whose() {
        return switch (revocation.getWhomCase()) {
            case SESSION -> revocation.getSession().getUser();
            case USER -> revocation.getUser();
            case EVERYONE, WHOM_NOT_SET -> EVERYONE;
        };
    }

    int month() {
        return Bucket.month(place.at());
    }

    /** Empty: all of them. */
    String session() {
        return revocation.getSession().getSession();
    }

    Instant until() {
        return Instant.ofEpochMilli(revocation.getUntil());
    }

    /** The epoch where the record does not say it. */
    Instant neededUntil() {
        return Instant.ofEpochMilli(Math.max(revocation.getNeededUntil(), 0));
    }

    String reason() {
        return cut(revocation.getReason());
    }

    String by() {
        return cut(revocation.getBy());
    }

    /** What the API takes is shorter. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_CHARACTERS));
    }
}
