// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.crash.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Everything that is promised, held against everything that is known when a run has come to rest. */
public final class Checker {

    private Checker() {}

    public static List<Finding> findings(Evidence evidence) {
        Streams streams = streams(evidence);
        Inbox inbox = new Inbox(evidence.facts().inbox(), evidence.partitions());
        List<Finding> findings = new ArrayList<>(new FactsCheck(evidence).findings());
        evidence.devices()
                .forEach(device ->
                        findings.addAll(new DeviceCheck(device, evidence.ledger(), streams, inbox).findings()));
        findings.addAll(new HistoryCheck(evidence.facts()).findings());
        findings.addAll(new ReceiptCheck(evidence, streams).findings());
        findings.addAll(new ReadCheck(evidence, streams).findings());
        return findings;
    }

    /**
     * No breach: messages with a time to live, or replaceable ones, that a device acknowledged although their time had passed,
     * and of which the receipt says that.
     */
    public static int ackedThoughSkipped(Evidence evidence) {
        ReceiptCheck check = new ReceiptCheck(evidence, streams(evidence));
        check.findings();
        return check.ackedThoughSkipped();
    }

    private static Streams streams(Evidence evidence) {
        return new Streams(evidence.facts().messages(), evidence.partitions());
    }
}
