// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Revocation.OneSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records of {@code posthorn.revocations}. */
public final class RevocationRules {

    private static final char SEPARATOR = '\0';
    /** In milliseconds; times add up without overflow. */
    private static final long LATEST = 1L << 53;

    private RevocationRules() {}

    /** @param until when it is revoked */
    public static Revocation.Builder session(String user, String session, long until) {
        return Revocation.newBuilder()
                .setSession(OneSession.newBuilder().setUser(user).setSession(session))
                .setUntil(until);
    }

    public static Revocation.Builder user(String user, long until) {
        return Revocation.newBuilder().setUser(user).setUntil(until);
    }

    public static Revocation.Builder everyone(long until) {
        return Revocation.newBuilder().setEveryone(true).setUntil(until);
    }

    /**
     * With the time where it counts: compaction keeps the last record of a key, and a later record must not replace one that
     * reaches further.
     */
    public static byte[] key(Revocation revocation) {
        String key = switch (revocation.getWhomCase()) {
            case SESSION ->
                "session/" + revocation.getSession().getUser() + SEPARATOR
                        + revocation.getSession().getSession();
            case USER -> "user/" + revocation.getUser() + SEPARATOR + revocation.getUntil();
            case EVERYONE -> "everyone/" + revocation.getUntil();
            case WHOM_NOT_SET -> throw new IllegalArgumentException("a revocation of nobody");
        };
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when it is none, or says nothing that this version understands. */
    public static Optional<Revocation> read(byte[] value) {
        try {
            return Optional.of(Revocation.parseFrom(value)).filter(RevocationRules::isSound);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static boolean isSound(Revocation revocation) {
        boolean whom = switch (revocation.getWhomCase()) {
            case SESSION ->
                Text.isId(revocation.getSession().getUser())
                        && Text.isId(revocation.getSession().getSession());
            case USER -> Text.isId(revocation.getUser());
            case EVERYONE -> revocation.getEveryone();
            case WHOM_NOT_SET -> false;
        };
        return whom && revocation.getUntil() > 0 && revocation.getUntil() < LATEST;
    }
}
