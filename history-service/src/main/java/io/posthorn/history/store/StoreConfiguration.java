// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.schema.SchemaSettings;
import io.posthorn.history.schema.SchemaSetup;
import io.posthorn.history.tier.Tiers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchemaSettings.class)
class StoreConfiguration {

    /** Writes of facts at once: with those of messages and a read for each thread within what the driver lets through. */
    private static final int FACT_WRITES = 64;

    /**
     * A node that comes back is used within seconds and not, as by default, within a minute. Of the tables of others on the same
     * Cassandra the driver draws no picture.
     */
    @Bean
    DriverConfigLoaderBuilderCustomizer driver(SchemaSettings settings) {
        return loader -> loader.withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(4))
                .withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()));
    }

    @Bean
    Schema schema(SchemaSettings settings, Tiers tiers) {
        return new Schema(settings, tiers);
    }

    @Bean
    Availability availability(Clock clock) {
        return new Availability(clock);
    }

    /** For the writers of all that is no message. */
    @Bean
    Bulkhead factWrites() {
        return new Bulkhead(FACT_WRITES);
    }

    @Bean
    Prepared<SelectAnything> selectAnything(Schema schema) {
        return new Prepared<>(session -> new SelectAnything(session, schema));
    }

    @Bean
    AgreedTime agreedTime(Clock clock) {
        return new AgreedTime(clock, System::nanoTime);
    }

    @Bean
    Prepared<SelectTime> selectTime(AgreedTime agreedTime) {
        return new Prepared<>(session -> {
            SelectTime select = new SelectTime(session);
            agreedTime.told(select.execute().toCompletableFuture().join());
            return select;
        });
    }

    @Bean
    CassandraConnection cassandraConnection(
            ObjectProvider<CqlSessionBuilder> builder,
            Schema schema,
            List<Prepared<?>> statements,
            Availability availability) {
        return new CassandraConnection(builder::getObject, new SchemaSetup(schema), statements, availability);
    }

    @Bean
    Watch watch(
            Prepared<SelectAnything> selectAnything,
            Prepared<SelectTime> selectTime,
            AgreedTime agreedTime,
            Availability availability,
            ScheduledExecutorService timer) {
        return new Watch(selectAnything, selectTime, agreedTime, availability, timer);
    }
}
