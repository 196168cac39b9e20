// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingSettings.class)
class RecordingConfiguration {

    @Bean
    FactsLoops factsLoops(
            RecordingSettings settings,
            Loops loops,
            Insistence insistence,
            Bulkhead factWrites,
            Availability availability,
            Parking parking,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        return new FactsLoops(
                settings,
                loops,
                asker -> new Recorder(insistence, factWrites, availability, asker, agreedTime),
                parking,
                meters);
    }
}
