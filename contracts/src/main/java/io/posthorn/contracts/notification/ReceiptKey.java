// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Key of a record in {@code posthorn.receipts}. */
public final class ReceiptKey {

    private ReceiptKey() {}

    /** {@code source/id}, each URL-encoded; a slash alone for a message of which neither is known. */
    public static byte[] of(String source, String id) {
        String key =
                URLEncoder.encode(source, StandardCharsets.UTF_8) + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
