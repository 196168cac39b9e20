// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
class ConsumingConfiguration {

    /** For what is tried again later, and for parking, which may be held up by Kafka. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService timer() {
        return Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "history-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    Insistence insistence(ScheduledExecutorService timer) {
        return new Insistence(timer, Backoff.DEFAULT);
    }

    @Bean
    Loops loops(ConsumerFactory<byte[], byte[]> factory, Topics topics, MeterRegistry meters, Clock clock) {
        return new Loops(new Consumers(factory), topics, meters, clock);
    }

    @Bean
    KafkaStart kafkaStart(KafkaAdmin admin, Topics topics, List<PartitionLoop> loops) {
        return new KafkaStart(admin.getConfigurationProperties(), topics, loops);
    }
}
