// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The devices of a user that said anything on a day. */
final class SelectDevices {

    /** So many at most: nobody has more, but who makes them up. */
    private static final int MOST = 200;

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectDevices(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare(
                "SELECT device FROM " + schema.table("devices") + " WHERE user = ? AND day = ? LIMIT " + MOST);
    }

    CompletionStage<List<String>> execute(String user, LocalDate day) {
        return session.executeAsync(statement.bind(user, day).setIdempotent(true))
                .thenApply(rows -> {
                    List<String> devices = new ArrayList<>();
                    rows.currentPage().forEach(row -> devices.add(Columns.text(row, "device")));
                    return devices;
                });
    }
}
