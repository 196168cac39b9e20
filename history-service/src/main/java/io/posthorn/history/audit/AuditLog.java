// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.store.Prepared;

/** Records reads before their rows are shown: what is not recorded is not seen. */
public final class AuditLog {

    private final Prepared<InsertAuditRead> insert;
    private final Counter recorded;

    AuditLog(Prepared<InsertAuditRead> insert, MeterRegistry meters) {
        this.insert = insert;
        this.recorded = meters.counter("posthorn.history.audit.reads");
    }

    /** @throws RuntimeException it is not recorded: show nothing */
    public void record(AuditRead read) {
        insert.get().execute(read);
        recorded.increment();
    }
}
