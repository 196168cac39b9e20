// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.store.Prepared;
import java.util.concurrent.CompletionStage;

/** The statements that make and remove copies. */
record Copies(InsertHeld insert, DeleteHeld delete) {

    static Holding.Copying copying(Prepared<Copies> statements) {
        return new Holding.Copying() {
            @Override
            public CompletionStage<Void> copy(String hold, Placed row) {
                return statements.get().insert().execute(hold, row);
            }

            @Override
            public CompletionStage<Void> remove(String hold, Placed row) {
                return statements.get().delete().execute(hold, row.slice());
            }
        };
    }
}
