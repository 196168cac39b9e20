// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What upstream is told. */
public final class Receipts implements AutoCloseable {

    private final TopicLog<Receipt> log;

    Receipts(String bootstrapServers, String topic) {
        log = new TopicLog<>(bootstrapServers, topic, record -> parse(record.value()));
    }

    /** Of one notification, up to now, in no particular order. */
    public List<Receipt> of(String id) {
        return log.read().stream().filter(receipt -> receipt.getId().equals(id)).toList();
    }

    public List<Receipt> of(String id, ReceiptState state) {
        return of(id).stream().filter(receipt -> receipt.getState() == state).toList();
    }

    /** Of the whole notification, or of any of its users and devices. */
    public Receipt await(String id, ReceiptState state) {
        return await(id, state, receipt -> true);
    }

    public void awaitDelivered(List<String> ids, String user, String device) {
        Patience.await(device + " of " + user + " gets a receipt for each of " + ids.size() + " messages")
                .untilAsserted(() -> assertThat(missing(ids, delivered(user, device)))
                        .as("Without a receipt")
                        .isEmpty());
    }

    private static List<String> missing(List<String> ids, List<String> delivered) {
        Set<String> there = Set.copyOf(delivered);
        return ids.stream().filter(id -> !there.contains(id)).toList();
    }

    /** What the receipts say that a device has. */
    public List<String> delivered(String user, String device) {
        return log.read().stream()
                .filter(receipt -> receipt.getState() == ReceiptState.RECEIPT_STATE_DELIVERED
                        && receipt.getUser().equals(user)
                        && receipt.getDevice().equals(device))
                .map(Receipt::getId)
                .distinct()
                .toList();
    }

    private Receipt await(String id, ReceiptState state, Predicate<Receipt> which) {
        Patience.await(id + " gets a receipt " + state)
                .untilAsserted(() -> assertThat(of(id)).anyMatch(is(state).and(which)));
        return of(id).stream().filter(is(state).and(which)).findFirst().orElseThrow();
    }

    private static Predicate<Receipt> is(ReceiptState state) {
        return receipt -> receipt.getState() == state;
    }

    private static Receipt parse(byte[] value) {
        try {
            return Receipt.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("A receipt cannot be read", e);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
