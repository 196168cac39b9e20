// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.store.Columns;
import java.util.List;
import java.util.Map;

/** What is not there is empty. */
final class SelectedColumns {

    private SelectedColumns() {}

    static KeptAttributes attributes(Row row) {
        Map<String, String> kept = row.getMap("attributes", String.class, String.class);
        return new KeptAttributes(kept == null ? Map.of() : kept, row.getInt("attributes_left_out"));
    }

    static List<String> texts(Row row, String column) {
        List<String> texts = row.getList(column, String.class);
        return texts == null ? List.of() : texts;
    }

    static Happened.Wire wire(Row row) {
        return new Happened.Wire(
                Columns.text(row, "connection"),
                Columns.text(row, "gateway"),
                row.getLong("incarnation"),
                Columns.text(row, "address"));
    }
}
