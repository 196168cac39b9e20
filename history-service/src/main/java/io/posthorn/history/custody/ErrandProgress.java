// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Prepared;

/** How far what is under way anywhere has come. */
public final class ErrandProgress {

    private final Prepared<Statements> statements;

    ErrandProgress(Prepared<Statements> statements) {
        this.statements = statements;
    }

    public Progress of(String errand) {
        return statements.get().errand().progress(errand);
    }
}
