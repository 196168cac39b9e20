// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.ReceiptKey;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.local.machine.Jdk;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the page on receipts, run as one would run it. */
@RealKafka
class ReceiptJoinIT {

    private static final String TOPIC = "posthorn.receipts";
    private static final Path EXAMPLE =
            Path.of(System.getProperty("basedir", "."), "..", "deploy", "docs", "examples", "ReceiptJoin.java");

    static KafkaSpace kafka;

    @TempDir
    Path directory;

    @Test
    void eachReceiptOfOnesOwnIsPrintedOnceAndNobodyElses() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
        Receipt accepted = receipt("o/1", ReceiptState.RECEIPT_STATE_ACCEPTED).build();
        Receipt delivered = receipt("o/1", ReceiptState.RECEIPT_STATE_DELIVERED)
                .setUser("user-1")
                .setDevice("phone")
                .setPosition(Positions.of(1, 7, 1))
                .build();
        Receipt later = delivered.toBuilder().setPosition(Positions.of(1, 8, 1)).build();
        Receipt routed = receipt("o-2", ReceiptState.RECEIPT_STATE_ROUTED)
                .setPosition(Positions.of(1, 9, 1))
                .build();
        produce(accepted, accepted, delivered, delivered, later, routed, routed);
        produce(receipt("another", ReceiptState.RECEIPT_STATE_ACCEPTED).build());

        assertThat(run("o/1", "o-2"))
                .containsExactlyInAnyOrder(
                        "o/1 ACCEPTED    1970-01-01T00:00:00.001Z",
                        "o/1 DELIVERED user-1 phone  1970-01-01T00:00:00.001Z",
                        "o/1 DELIVERED user-1 phone  1970-01-01T00:00:00.001Z",
                        "o-2 ROUTED    1970-01-01T00:00:00.001Z",
                        "o-2 ROUTED    1970-01-01T00:00:00.001Z");
    }

    private static Receipt.Builder receipt(String id, ReceiptState state) {
        return Receipt.newBuilder()
                .setSource("orders")
                .setId(id)
                .setState(state)
                .setAt(1);
    }

    private static void produce(Receipt... receipts) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Receipt receipt : receipts) {
                producer.send(new ProducerRecord<>(
                        TOPIC, ReceiptKey.of(receipt.getSource(), receipt.getId()), receipt.toByteArray()));
            }
        }
    }

    private List<String> run(String... ids) throws Exception {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Jdk.running().home().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLE.toString(),
                kafka.bootstrapServers(),
                "orders"));
        command.addAll(List.of(ids));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("errors")))
                .isZero();
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("o"))
                .toList();
    }
}
