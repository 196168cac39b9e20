// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements. */
record Counts(SelectCount count, InsertCount insert, SelectDays days) {

    static Counts prepare(CqlSession session, Schema schema) {
        return new Counts(
                new SelectCount(session, schema), new InsertCount(session, schema), new SelectDays(session, schema));
    }
}
