// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements that read. */
record Selects(SelectGroupMembers members, SelectUserGroups groups) {

    static Selects prepare(CqlSession session, Schema schema) {
        return new Selects(new SelectGroupMembers(session, schema), new SelectUserGroups(session, schema));
    }
}
