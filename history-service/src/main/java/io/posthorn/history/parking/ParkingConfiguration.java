// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.parking;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.sending.Sender;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {

    @Bean
    Parking parking(
            Sender facts, Topics topics, Insistence insistence, ScheduledExecutorService timer, MeterRegistry meters) {
        return new Parking(facts, topics, insistence, timer, meters);
    }
}
