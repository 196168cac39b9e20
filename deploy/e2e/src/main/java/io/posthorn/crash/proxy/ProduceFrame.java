// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/** A produce request that can be taken apart by partition, and answered in the broker's place. */
final class ProduceFrame {

    private final RequestHeader header;
    private final ProduceRequestData data;
    private final TopicNames names;

    private ProduceFrame(RequestHeader header, ProduceRequestData data, TopicNames names) {
        this.header = header;
        this.data = data;
        this.names = names;
    }

    static ProduceFrame parse(byte[] frame, TopicNames names) {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        RequestHeader header = RequestHeader.parse(buffer);
        ProduceRequestData data = ProduceRequest.parse(new ByteBufferAccessor(buffer), header.apiVersion())
                .data();
        return new ProduceFrame(header, data, names);
    }

    Produce describe() {
        Set<TopicPartition> partitions = new HashSet<>();
        data.topicData().forEach(topic -> topic.partitionData().forEach(each -> partitions.add(place(topic, each))));
        return new Produce(header.clientId(), data.transactionalId() != null, partitions);
    }

    boolean wantsAnswer() {
        return data.acks() != 0;
    }

    byte[] bytes() {
        return serialize(header.data(), header.headerVersion(), data);
    }

    /** Empty when nothing is left. */
    Optional<ProduceFrame> only(Predicate<TopicPartition> wanted) {
        return map((place, records) -> wanted.test(place) ? Optional.of(records) : Optional.empty());
    }

    /**
     * @param change gives the records that are left of a partition's; empty: the partition is left out
     * @return empty when nothing is left
     */
    Optional<ProduceFrame> map(BiFunction<TopicPartition, MemoryRecords, Optional<MemoryRecords>> change) {
        ProduceRequestData copy = new ProduceRequestData()
                .setTransactionalId(data.transactionalId())
                .setAcks(data.acks())
                .setTimeoutMs(data.timeoutMs());
        for (TopicProduceData topic : data.topicData()) {
            List<PartitionProduceData> left = new ArrayList<>();
            for (PartitionProduceData each : topic.partitionData()) {
                change.apply(place(topic, each), (MemoryRecords) each.records())
                        .ifPresent(records -> left.add(new PartitionProduceData()
                                .setIndex(each.index())
                                .setRecords(records)));
            }
            if (!left.isEmpty()) {
                copy.topicData()
                        .add(new TopicProduceData()
                                .setName(topic.name())
                                .setTopicId(topic.topicId())
                                .setPartitionData(left));
            }
        }
        return copy.topicData().isEmpty() ? Optional.empty() : Optional.of(new ProduceFrame(header, copy, names));
    }

    /** As if the broker had taken it all. */
    byte[] success() {
        return answer(new ProduceResponseData());
    }

    /** @param response to what was left of this request; what was left out is added as if the broker had taken it */
    byte[] completed(byte[] response) {
        ByteBuffer buffer = ByteBuffer.wrap(response);
        ResponseHeader.parse(buffer, header.toResponseHeader().headerVersion());
        return answer(ProduceResponse.parse(new ByteBufferAccessor(buffer), header.apiVersion())
                .data());
    }

    private byte[] answer(ProduceResponseData response) {
        for (TopicProduceData topic : data.topicData()) {
            TopicProduceResponse answered = response.responses().find(topic.name(), topic.topicId());
            if (answered == null) {
                answered = new TopicProduceResponse().setName(topic.name()).setTopicId(topic.topicId());
                response.responses().add(answered);
            }
            for (PartitionProduceData each : topic.partitionData()) {
                if (answered.partitionResponses().stream().noneMatch(there -> there.index() == each.index())) {
                    answered.partitionResponses().add(taken(each.index()));
                }
            }
        }
        ResponseHeader head = header.toResponseHeader();
        return serialize(head.data(), head.headerVersion(), response);
    }

    private static PartitionProduceResponse taken(int partition) {
        return new PartitionProduceResponse()
                .setIndex(partition)
                .setBaseOffset(0)
                .setLogAppendTimeMs(System.currentTimeMillis());
    }

    private byte[] serialize(Message head, short headVersion, Message body) {
        ByteBuffer buffer = RequestUtils.serialize(head, headVersion, body, header.apiVersion());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private TopicPartition place(TopicProduceData topic, PartitionProduceData partition) {
        return new TopicPartition(names.of(topic.name(), topic.topicId()), partition.index());
    }
}
