// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.RequestHeader;

/** Produce requests name topics by id only; clients learn the ids from metadata that passes here before. Any thread. */
final class TopicNames {

    private static final String UNKNOWN = "?";

    private final Map<Uuid, String> names = new ConcurrentHashMap<>();

    /** @param header of the request that the response answers */
    void learn(RequestHeader header, byte[] response) {
        MetadataResponse metadata =
                (MetadataResponse) AbstractResponse.parseResponse(ByteBuffer.wrap(response), header);
        for (MetadataResponseTopic topic : metadata.data().topics()) {
            if (topic.name() != null) {
                names.put(topic.topicId(), topic.name());
            }
        }
    }

    /** @param name as the request has it; empty where it has the id only */
    String of(String name, Uuid id) {
        return name.isEmpty() ? names.getOrDefault(id, UNKNOWN) : name;
    }
}
