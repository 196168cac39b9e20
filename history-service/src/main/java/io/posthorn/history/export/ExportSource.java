// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the rows of some exports come from; the first one that serves a query is asked. */
public interface ExportSource {

    boolean serves(ExportQuery query);

    /**
     * Each row once, in an order that never changes and in which the rows of an owner stand in log order. May give rows that the
     * query has not; they are left out. Fetches while it is read; what Cassandra answers instead comes out of the iterator.
     *
     * @param owners keys of the column {@code user} of which anything may be shown; the rows of others need not be read
     * @param after begin behind it; its owner's later rows come next
     */
    Iterator<ExportStep> read(ExportQuery query, Predicate<String> owners, Optional<ExportPlace> after);
}
