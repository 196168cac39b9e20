// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The answer to a query that was asked already; fetches further while it is read. */
final class ReceiptRows implements Iterator<KeptReceipt> {

    private final CompletionStage<AsyncResultSet> asked;
    private @Nullable AsyncResultSet open;

    ReceiptRows(CompletionStage<AsyncResultSet> asked) {
        this.asked = asked;
    }

    @Override
    public boolean hasNext() {
        AsyncResultSet page = open == null ? await(asked) : open;
        while (page.remaining() == 0 && page.hasMorePages()) {
            page = await(page.fetchNextPage());
        }
        open = page;
        return page.remaining() > 0;
    }

    @Override
    public KeptReceipt next() {
        AsyncResultSet page = hasNext() ? open : null;
        Row row = page == null ? null : page.one();
        if (row == null) {
            throw new NoSuchElementException();
        }
        return ReceiptColumns.read(row);
    }

    private static AsyncResultSet await(CompletionStage<AsyncResultSet> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
