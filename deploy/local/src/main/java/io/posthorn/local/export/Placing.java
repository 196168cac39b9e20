// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Finds out which leaves the rows of one partition are. Of one thread. */
interface Placing extends AutoCloseable {

    /** How hard is looked: rows whose leaves are not found at first may be of those that have none. */
    enum Look {
        FIRST,
        SECOND
    }

    /** Of the rows that were not found at the first look, so many are asked for at the second. */
    long MOST_ASKED_AGAIN = 10_000;

    /** @param before what was found of this row earlier */
    Future<RowPlace> place(ExportRow row, Optional<RowPlace> before, Look look)
            throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}

    /** Of a partition without a signed tree. */
    static Placing nowhere() {
        return (row, before, look) -> CompletableFuture.completedFuture(RowPlace.unfound(row));
    }
}
