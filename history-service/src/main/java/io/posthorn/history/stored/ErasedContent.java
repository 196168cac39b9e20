// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.contracts.v1.Message;
import java.util.List;

/** What of a message is its content, and how it is without. */
public final class ErasedContent {

    /** With the salt, without which commitments to it tell nothing. */
    public static final List<String> COLUMNS =
            List.of("type", "title", "body", "data", "data_content_type", "collapse_key", "salt");

    private ErasedContent() {}

    /** @param at milliseconds since the epoch */
    public static Message without(Message message, long at) {
        var notification = message.getNotification().toBuilder()
                .clearType()
                .clearTitle()
                .clearBody()
                .clearData()
                .clearCollapseKey();
        return message.toBuilder()
                .setNotification(notification)
                .clearSalt()
                .setErasedAt(at)
                .build();
    }

    /**
     * A row as it may be shown. A replica that was away while its content was erased, and for so long that nobody remembers the
     * deletion, brings the content back; that it was erased is a value, and stays.
     */
    static Message shown(Message row) {
        return row.getErasedAt() == 0 ? row : without(row, row.getErasedAt());
    }
}
