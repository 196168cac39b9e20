// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Tiers;

/** The statements of the write path. */
record Inserts(InsertMessage message, InsertSlice slice, InsertProbe probe) {

    static Inserts prepare(CqlSession session, Schema schema, Tiers tiers) {
        return new Inserts(
                new InsertMessage(session, schema, tiers),
                new InsertSlice(session, schema),
                new InsertProbe(session, schema, tiers));
    }
}
