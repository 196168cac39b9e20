// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.lease;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.LeaseRecord;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the table of leases from their topic. Runs on the one global thread of the process: it must never throw. */
public final class LeaseReader implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseReader.class);

    private final String storeName;
    private final LeaseTable table;
    private final Consumer<String> gatewaySeen;
    private KeyValueStore<Bytes, byte[]> store;

    /** @param gatewaySeen told of each gateway that renews */
    public LeaseReader(String storeName, LeaseTable table, Consumer<String> gatewaySeen) {
        this.storeName = storeName;
        this.table = table;
        this.gatewaySeen = gatewaySeen;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        table.tick(record.timestamp());
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            LeaseRecord lease = LeaseRecord.parseFrom(record.value());
            if (lease.hasLease()) {
                store.put(Bytes.wrap(record.key()), record.value());
                table.renewed(lease.getLease(), record.timestamp());
                gatewaySeen.accept(lease.getLease().getGateway());
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("A record of the leases cannot be read and is ignored; its gateway is not renewed by it");
        } catch (RuntimeException e) {
            LOG.error("A record of the leases cannot be handled and is ignored", e);
        }
    }
}
