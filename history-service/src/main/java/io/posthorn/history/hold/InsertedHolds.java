// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that change what is held. */
record InsertedHolds(InsertHeld insert, DeleteHeld delete) {

    static InsertedHolds prepare(CqlSession session, Schema schema) {
        return new InsertedHolds(new InsertHeld(session, schema), new DeleteHeld(session, schema));
    }
}
