// SPDX-License-Identifier: Apache-2.0
import static java.nio.charset.StandardCharsets.UTF_8;

import io.posthorn.contracts.notification.ReceiptKey;
import io.posthorn.contracts.v1.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Joins what a service sent with what became of it: prints a line for each receipt of its notifications, from the beginning
 * of the topic to its end at this moment.
 *
 * <pre>java -cp CLASSPATH ReceiptJoin.java BOOTSTRAP-SERVERS SOURCE ID...</pre>
 */
class ReceiptJoin {

    private static final String TOPIC = "posthorn.receipts";

    /** What the service itself knows of each notification, by the key that its receipts have. Here that is the id. */
    private final Map<String, String> own = new HashMap<>();

    private final Set<List<Object>> seen = new HashSet<>();

    ReceiptJoin(String source, List<String> ids) {
        ids.forEach(id -> own.put(new String(ReceiptKey.of(source, id), UTF_8), id));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> ids = Arrays.asList(arguments).subList(2, arguments.length);
        new ReceiptJoin(arguments[1], ids).read(arguments[0]);
    }

    /** Without {@code read_committed} one would see what the router has taken back. */
    void read(String bootstrapServers) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (own.containsKey(record.key())) {
                        join(own.get(record.key()), Receipt.parseFrom(record.value()));
                    }
                }
            }
        }
    }

    private void join(String id, Receipt receipt) {
        String state = receipt.getState().name().substring("RECEIPT_STATE_".length());
        boolean counts = receipt.getUser().isEmpty() && receipt.hasPosition();
        List<Object> identity = List.of(id, receipt.getUser(), receipt.getPosition(), receipt.getDevice(), state);
        if (counts || seen.add(identity)) {
            System.out.println(String.join(
                    " ",
                    id,
                    state,
                    receipt.getUser(),
                    receipt.getDevice(),
                    receipt.getReason(),
                    Instant.ofEpochMilli(receipt.getAt()).toString()));
        }
    }
}
