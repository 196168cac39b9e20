// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** The hash of a step: SHA-256 over the hash before it and all that the step says, each part with its length. */
final class Chain {

    static final String FIRST = "0".repeat(64);

    private static final String VERSION = "posthorn custody 1";
    private static final long NEVER = Long.MIN_VALUE;

    private Chain() {}

    static String hash(String previous, long number, UUID id, Instant at, Actor actor, Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(VERSION);
            out.writeUTF(previous);
            out.writeLong(number);
            out.writeUTF(id.toString());
            out.writeLong(at.toEpochMilli());
            out.writeUTF(actor.user());
            out.writeUTF(actor.session());
            out.writeUTF(actor.why());
            write(out, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()));
    }

    private static void write(DataOutputStream out, Event event) throws IOException {
        out.writeUTF(event.kind().name());
        out.writeUTF(event.subject());
        out.writeUTF(event.user());
        out.writeBoolean(event.criteria().isPresent());
        if (event.criteria().isPresent()) {
            write(out, event.criteria().get());
        }
        out.writeInt(event.upToOrStart().getEra());
        out.writeLong(event.upToOrStart().getOffset());
        out.writeLong(event.upToOrStart().getAppendedAt());
        out.writeUTF(event.hold());
        out.writeLong(event.messages());
    }

    private static void write(DataOutputStream out, Criteria criteria) throws IOException {
        for (List<String> each : List.of(criteria.users(), criteria.groups(), criteria.classes())) {
            out.writeInt(each.size());
            for (String one : each) {
                out.writeUTF(one);
            }
        }
        out.writeLong(criteria.from().map(Instant::toEpochMilli).orElse(NEVER));
        out.writeLong(criteria.to().map(Instant::toEpochMilli).orElse(NEVER));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
