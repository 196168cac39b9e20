// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Owner;
import java.util.Optional;

/**
 * What a source came to: a row, or an owner whose rows begin, so that a long way without rows has places too.
 *
 * @param message of that owner
 */
public record ExportStep(Owner owner, Optional<Message> message) {

    public static ExportStep row(Owner owner, Message message) {
        return new ExportStep(owner, Optional.of(message));
    }

    public static ExportStep begins(Owner owner) {
        return new ExportStep(owner, Optional.empty());
    }

    long ordinal() {
        return message.map(Message::getOrdinal).orElse(0L);
    }

    Position position() {
        return message.map(Message::getPosition).orElse(Positions.START);
    }
}
