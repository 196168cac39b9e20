// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.v1.Message;
import java.util.List;

/** What of a message is its content. */
final class Content {

    /** With the salt, without which commitments to it tell nothing. */
    static final List<String> COLUMNS =
            List.of("type", "title", "body", "data", "data_content_type", "collapse_key", "salt");

    private Content() {}

    /** @param at milliseconds since the epoch */
    static Message without(Message message, long at) {
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
}
