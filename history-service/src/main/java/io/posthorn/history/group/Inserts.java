// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that write one side. */
record Inserts(InsertSlice slice, InsertChange change) {

    static Map<Side, Inserts> prepare(CqlSession session, Schema schema) {
        return Stream.of(Side.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        side -> new Inserts(
                                new InsertSlice(session, schema, side), new InsertChange(session, schema, side))));
    }
}
