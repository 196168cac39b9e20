// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.v1.Message;
import java.util.List;

/** How much of a message is read. */
enum Detail {
    /** Rows of 64 KB at most: 2 MB for each partition that is open. */
    WHOLE(MessageColumns.NAMES, 32) {
        @Override
        Message read(String user, Row row) {
            return ErasedContent.shown(MessageColumns.read(user, row));
        }
    },
    /** What a receipt says of it: rows of some 200 bytes. */
    NAMED(MessageColumns.NAMED, 1_000) {
        @Override
        Message read(String user, Row row) {
            return MessageColumns.readNamed(user, row);
        }
    };

    private final List<String> columns;
    private final int fetchSize;

    Detail(List<String> columns, int fetchSize) {
        this.columns = columns;
        this.fetchSize = fetchSize;
    }

    List<String> columns() {
        return columns;
    }

    /** Rows that are held at once. */
    int fetchSize() {
        return fetchSize;
    }

    abstract Message read(String user, Row row);
}
