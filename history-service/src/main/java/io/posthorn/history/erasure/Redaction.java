// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.stored.ErasedContent;
import java.time.Instant;

/** What is read of the log again after its user was erased is written without its content. */
public final class Redaction {

    private final Knowledge knowledge;

    Redaction(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The message itself, as a rule. */
    public Message of(Message message) {
        return knowledge
                .last()
                .flatMap(register -> register.erasureOf(message))
                .flatMap(order -> order.begunAt())
                .map(Instant::toEpochMilli)
                .map(at -> ErasedContent.without(message, at))
                .orElse(message);
    }
}
