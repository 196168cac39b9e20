// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for what Cassandra answers. */
final class Answers {

    private Answers() {}

    /** @throws RuntimeException what Cassandra said instead */
    static <T> T of(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException said) {
                throw said;
            }
            throw e;
        }
    }
}
