// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.history.store.Bulkhead;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one answer may ask Cassandra at once, within what all of them may. Once something has failed nothing further is asked. */
final class Ration {

    private final Bulkhead own;
    private final Bulkhead all;
    private final AtomicBoolean failed = new AtomicBoolean();

    Ration(int atOnce, Bulkhead all) {
        this.own = new Bulkhead(atOnce);
        this.all = all;
    }

    <T> CompletableFuture<T> ask(Supplier<? extends CompletionStage<T>> question) {
        return own.run(() -> all.run(question, this::mayAsk).whenComplete(this::answered), this::mayAsk);
    }

    private boolean mayAsk() {
        return !failed.get();
    }

    private void answered(@Nullable Object answer, @Nullable Throwable failure) {
        if (failure != null) {
            failed.set(true);
        }
    }
}
