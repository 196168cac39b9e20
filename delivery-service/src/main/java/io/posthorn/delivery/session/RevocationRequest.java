// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Revocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Voids what was issued before a time. Whose must be said in either case, so that a field that is misspelt does not send everyone
 * away.
 *
 * @param user absent with {@code everyone}
 * @param everyone absent with {@code user}
 */
record RevocationRequest(
        @Nullable Instant issuedBefore,
        @Nullable String user,
        @Nullable Boolean everyone,
        @Nullable String reason) {

    private static final int REASON_CHARACTERS = 200;

    /** @throws IllegalArgumentException naming the rule */
    Revocation.Builder revocation(Instant now) {
        if (issuedBefore == null) {
            throw new IllegalArgumentException("issuedBefore: a time is needed, as in 2026-11-20T10:00:00Z");
        }
        if (issuedBefore.isAfter(now) || issuedBefore.toEpochMilli() < 2) {
            throw new IllegalArgumentException("issuedBefore: must not be in the future, or before 1970");
        }
        if ((user == null) == (everyone == null) || Boolean.FALSE.equals(everyone)) {
            throw new IllegalArgumentException("either user or \"everyone\":true is needed, and not both");
        }
        long until = issuedBefore.toEpochMilli() - 1;
        return (user == null ? RevocationRules.everyone(until) : RevocationRules.user(user, until))
                .setReason(checked(reason));
    }

    /** @throws IllegalArgumentException naming the rule */
    static String checked(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        boolean sound = reason.length() <= REASON_CHARACTERS
                && Text.isUnicode(reason)
                && reason.codePoints().noneMatch(Character::isISOControl);
        if (!sound) {
            throw new IllegalArgumentException("reason: at most " + REASON_CHARACTERS + " characters of one line");
        }
        return reason;
    }
}
