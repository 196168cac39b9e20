// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;

/**
 * A message in an export.
 *
 * @param number which row of the export it is, from 1
 * @param partition of {@code posthorn.messages} where it was committed
 * @param message as history has it, to the bit
 * @param after the token with which the export goes on after this row
 */
public record ExportRow(long number, int partition, Message message, String after) implements ExportLine {

    /** Of the message is left only what is no content. */
    public boolean erased() {
        return message.getErasedAt() != 0;
    }

    /** Whose row: a user, or {@code everyone N} for a broadcast on partition N. No user's id holds a space. */
    public String owner() {
        return message.getUser().isEmpty() ? "everyone " + partition : message.getUser();
    }

    /** For findings: owner, position, source and id. */
    public String describe() {
        return "%s %s (%s/%s)"
                .formatted(
                        owner(),
                        Positions.describe(message.getPosition()),
                        message.getNotification().getSource(),
                        message.getNotification().getId());
    }
}
