// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One number for a query and a reach. */
final class Seal {

    private Seal() {}

    /** @param reach the lists that limit what is shown; the order within one does not count */
    static long of(Map<String, String> query, List<? extends Collection<String>> reach) {
        MessageDigest digest = sha256();
        query.forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        reach.forEach(each -> {
            add(digest, "");
            new TreeSet<>(each).forEach(text -> add(digest, text));
        });
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
