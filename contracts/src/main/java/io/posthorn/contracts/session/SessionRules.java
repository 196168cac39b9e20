// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Session;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records of {@code posthorn.sessions}. */
public final class SessionRules {

    private SessionRules() {}

    public static byte[] key(String session) {
        return session.getBytes(StandardCharsets.UTF_8);
    }

    /** The id that a key names. */
    public static String session(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** When it ends if there is no further sign of life; milliseconds since the epoch. */
    public static long endsAt(Session session) {
        return endsAt(session.getActiveAt(), session.getIdle(), session.getEndsAt());
    }

    public static long endsAt(long activeAt, long idle, long latest) {
        return Math.min(activeAt + idle, latest);
    }

    /** Empty when it is none, or says of itself another id than its key. */
    public static Optional<Session> read(byte[] key, byte[] value) {
        try {
            Session session = Session.parseFrom(value);
            return isSound(session) && session.getSession().equals(session(key))
                    ? Optional.of(session)
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static boolean isSound(Session session) {
        return Text.isId(session.getSession())
                && Text.isId(session.getUser())
                && session.getIdle() > 0
                && session.getEndsAt() > 0;
    }
}
