// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.history.store.Prepared;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads a user's connections, some hours at once. */
final class ConnectionsReader {

    /** Most users have something in few hours of a day, and a page of it is spread over many of them. */
    private static final int HOURS_AT_ONCE = 8;

    private final Prepared<Selects> queries;

    ConnectionsReader(Prepared<Selects> queries) {
        this.queries = queries;
    }

    /** @return one more than the limit if there are more */
    List<Happened> read(ConnectionsQuery query) {
        Selects ready = queries.get();
        Iterator<Integer> hours = ready.hours().execute(query.user(), firstHour(query), lastHour(query), query.order());
        List<Happened> found = new ArrayList<>();
        while (found.size() <= query.limit() && hours.hasNext()) {
            int missing = query.limit() + 1 - found.size();
            for (CompletionStage<List<Happened>> hour : ask(ready, query, hours, missing)) {
                found.addAll(Answers.of(hour));
            }
        }
        return found.size() > query.limit() + 1 ? found.subList(0, query.limit() + 1) : found;
    }

    private static List<CompletionStage<List<Happened>>> ask(
            Selects ready, ConnectionsQuery query, Iterator<Integer> hours, int missing) {
        List<CompletionStage<List<Happened>>> asked = new ArrayList<>();
        while (asked.size() < HOURS_AT_ONCE && hours.hasNext()) {
            asked.add(ready.connections().execute(query.user(), hours.next(), query.stretch(), query.order(), missing));
        }
        return asked;
    }

    private static int firstHour(ConnectionsQuery query) {
        return ConnectionFact.hour(query.stretch().after().at());
    }

    private static int lastHour(ConnectionsQuery query) {
        return ConnectionFact.hour(query.stretch().before().at());
    }
}
