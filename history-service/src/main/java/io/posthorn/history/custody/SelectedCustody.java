// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;

/** The statements of the log and of what is under way. */
record SelectedCustody(SelectSteps select, InsertStep insert, UpdateErrand errand) {

    static SelectedCustody prepare(CqlSession session, Schema schema) {
        return new SelectedCustody(
                new SelectSteps(session, schema), new InsertStep(session, schema), new UpdateErrand(session, schema));
    }
}
