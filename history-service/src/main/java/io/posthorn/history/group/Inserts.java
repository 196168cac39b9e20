// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that write. */
record Inserts(InsertMembership membership, InsertUserGroup userGroup) {

    static Inserts prepare(CqlSession session, Schema schema) {
        return new Inserts(new InsertMembership(session, schema), new InsertUserGroup(session, schema));
    }
}
