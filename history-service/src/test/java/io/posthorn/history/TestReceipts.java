// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Receipts of one notification, a second apart, as fanout and the router write them. */
public final class TestReceipts {

    private final String source;
    private final String id;
    private final String className;
    private final Instant first;
    private final List<Receipt> all = new ArrayList<>();

    public TestReceipts(String source, String id, String className, Instant first) {
        this.source = source;
        this.id = id;
        this.className = className;
        this.first = first;
    }

    public TestReceipts accepted(int users) {
        return add(next(ReceiptState.RECEIPT_STATE_ACCEPTED).setRecipients(users));
    }

    public TestReceipts rejected(String reason) {
        return add(next(ReceiptState.RECEIPT_STATE_REJECTED).setReason(reason));
    }

    /** Of a broadcast on a partition. */
    public TestReceipts routed(Position position, int connections) {
        return add(next(ReceiptState.RECEIPT_STATE_ROUTED).setPosition(position).setRecipients(connections));
    }

    public TestReceipts ofUser(String user, Position position, ReceiptState state) {
        return add(next(state).setUser(user).setPosition(position));
    }

    public TestReceipts onDevice(String user, Position position, String device, ReceiptState state) {
        return onDevice(user, position, device, state, "");
    }

    public TestReceipts onDevice(String user, Position position, String device, ReceiptState state, String reason) {
        return add(next(state)
                .setUser(user)
                .setPosition(position)
                .setDevice(device)
                .setReason(reason)
                .setGateway("gateway-1")
                .setConnection("connection-of-" + device));
    }

    /** When the n-th of them was written, from 0. */
    public Instant at(int n) {
        return first.plusSeconds(n);
    }

    private Receipt.Builder next(ReceiptState state) {
        return Receipt.newBuilder()
                .setSource(source)
                .setId(id)
                .setClassName(className)
                .setState(state)
                .setAt(at(all.size()).toEpochMilli());
    }

    public TestReceipts add(Receipt.Builder receipt) {
        all.add(receipt.build());
        return this;
    }

    public List<Receipt> all() {
        return all;
    }
}
