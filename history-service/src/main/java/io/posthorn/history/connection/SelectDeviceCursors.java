// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The words of a device in one month, in one direction, so many at most. */
final class SelectDeviceCursors {

    private final CqlSession session;
    private final PreparedStatement newest;
    private final PreparedStatement oldest;
    private final int most;

    /** @param most words */
    SelectDeviceCursors(CqlSession session, Schema schema, int most) {
        String select = "SELECT kind, at, offset, era, position, appended_at FROM " + schema.table("device_cursors")
                + " WHERE user = ? AND device = ? AND month = ? AND minute >= ? AND minute <= ?";
        this.session = session;
        this.newest = session.prepare(select + " ORDER BY minute DESC, kind ASC LIMIT " + most);
        this.oldest = session.prepare(select + " ORDER BY minute ASC, kind DESC LIMIT " + most);
        this.most = most;
    }

    /** Both minutes included. */
    CompletionStage<List<Word>> newest(String user, String device, int month, Instant first, Instant last) {
        return execute(newest, user, device, month, first, last);
    }

    CompletionStage<List<Word>> oldest(String user, String device, int month, Instant first, Instant last) {
        return execute(oldest, user, device, month, first, last);
    }

    private CompletionStage<List<Word>> execute(
            PreparedStatement statement, String user, String device, int month, Instant first, Instant last) {
        return session.executeAsync(statement
                        .bind(user, device, month, ConnectionFact.minute(first), ConnectionFact.minute(last))
                        .setPageSize(most)
                        .setIdempotent(true))
                .thenApply(SelectDeviceCursors::words);
    }

    private static List<Word> words(AsyncResultSet rows) {
        List<Word> words = new ArrayList<>();
        rows.currentPage().forEach(row -> words.add(word(row)));
        return words;
    }

    private static Word word(Row row) {
        return new Word(
                Word.Kind.of(Columns.text(row, "kind")),
                Positions.of(row.getInt("era"), row.getLong("position"), row.getLong("appended_at")),
                Columns.time(row, "at"),
                row.getLong("offset"));
    }
}
