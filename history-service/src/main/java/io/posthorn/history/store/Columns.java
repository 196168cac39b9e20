// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Objects;

/** Columns of a row; what is not there is empty. */
public final class Columns {

    private Columns() {}

    public static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    public static Instant time(Row row, String column) {
        return Objects.requireNonNullElse(row.getInstant(column), Instant.EPOCH);
    }
}
