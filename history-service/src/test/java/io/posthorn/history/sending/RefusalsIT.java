// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** A topic that is not there: facts for it fail, and health is told when they have for long. */
@RealKafka
class RefusalsIT {

    static KafkaSpace kafka;

    @Test
    void aTopicThatTakesNothingIsNamedUntilItTakesARecord() throws Exception {
        Instant start = Instant.parse("2026-11-20T10:00:00Z");
        String topic = kafka.topicPrefix() + ".deleted";
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, new byte[] {1});
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
        MovableClock clock = new MovableClock(start);
        Refusals refusals = new Refusals(clock);
        DefaultKafkaProducerFactory<byte[], byte[]> producers =
                new DefaultKafkaProducerFactory<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
        try (Sender facts = new SendingConfiguration().facts(producers, refusals);
                Admin admin = Admin.create(servers)) {
            assertFails(facts, record);
            assertThat(refusals.standing()).isEmpty();
            clock.now = start.plus(Duration.ofSeconds(61));
            assertFails(facts, record);
            assertThat(refusals.standing()).containsOnlyKeys(topic);
            assertThat(refusals.standing().get(topic))
                    .startsWith("nothing was written since 2026-11-20T10:00:00Z: ")
                    .contains("Exception");

            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            facts.send(record).get(30, TimeUnit.SECONDS);
            assertThat(refusals.standing()).isEmpty();
        } finally {
            producers.destroy();
        }
    }

    private static void assertFails(Sender facts, ProducerRecord<byte[], byte[]> record) {
        assertThatThrownBy(() -> facts.send(record).get(30, TimeUnit.SECONDS)).rootCause();
    }

    private static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
