// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the table of members from its topic, at the start to its end before any notification is expanded. Runs on the one
 * global thread of the process, also to restore: it must never throw.
 */
public final class GroupReader implements Processor<byte[], byte[], Void, Void> {

    /** Name of the store. */
    public static final String MEMBERS = "members";

    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    private static final byte[] THERE = {};

    private final Runnable ignored;
    private final Followed followed;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<Bytes, byte[]> members;

    /**
     * @param ignored told of each record that says nothing about a member
     * @param followed told of each record that was read
     */
    public GroupReader(Runnable ignored, Followed followed) {
        this.ignored = ignored;
        this.followed = followed;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        members = context.getStateStore(MEMBERS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        apply(record);
        context.recordMetadata().ifPresent(at -> followed.through(at.partition(), at.offset()));
    }

    private void apply(Record<byte[], byte[]> record) {
        Optional<Membership> read = Membership.read(record.key(), record.value());
        if (read.isEmpty()) {
            ignored.run();
            LOG.warn("A record of the groups, appended at {}, is no membership and is ignored", record.timestamp());
            return;
        }
        Bytes key = Bytes.wrap(read.get().key());
        if (read.get().member()) {
            members.put(key, THERE);
        } else {
            members.delete(key);
        }
    }
}
