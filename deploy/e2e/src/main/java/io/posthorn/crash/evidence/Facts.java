// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.Receipt;
import java.util.List;

/**
 * What topics and tables hold.
 *
 * @param accepted records of the notifications' topic
 * @param inbox records of the inbox
 * @param messages what the router committed, in the order of each partition
 * @param rows what history has
 * @param rejected one line for each rejected record: reason and origin
 */
public record Facts(
        List<Accepted> accepted,
        List<Inboxed> inbox,
        List<Applied> messages,
        List<Applied> rows,
        List<Receipt> receipts,
        List<String> rejected) {

    public record Accepted(Identity identity, int partition, long offset) {}

    public record Inboxed(Identity identity, String user, int partition, long offset) {}

    public Facts {
        accepted = List.copyOf(accepted);
        inbox = List.copyOf(inbox);
        messages = List.copyOf(messages);
        rows = List.copyOf(rows);
        receipts = List.copyOf(receipts);
        rejected = List.copyOf(rejected);
    }
}
