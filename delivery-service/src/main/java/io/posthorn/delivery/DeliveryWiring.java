// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.device.DeviceLimits;
import io.posthorn.delivery.fanout.FanoutSettings;
import io.posthorn.delivery.group.Followed;
import io.posthorn.delivery.group.GroupProperties;
import io.posthorn.delivery.hint.HintProducer;
import io.posthorn.delivery.hint.KafkaHints;
import io.posthorn.delivery.janitor.Janitor;
import io.posthorn.delivery.janitor.JanitorProperties;
import io.posthorn.delivery.janitor.Readers;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.PendingBound;
import io.posthorn.delivery.route.RouterSettings;
import io.posthorn.delivery.running.Application;
import io.posthorn.delivery.running.DeliveryStreams;
import io.posthorn.delivery.running.RouterBeat;
import io.posthorn.delivery.running.StreamsConfigs;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.state.HostInfo;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Who is given what. */
@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

    @Bean
    Topics topics(PosthornProperties properties) {
        return properties.topics();
    }

    @Bean
    DeliveryClasses deliveryClasses(PosthornProperties properties, Environment environment) {
        PosthornProperties.requireKnownFieldsOfClasses(environment);
        return properties.deliveryClasses();
    }

    @Bean
    LeaseTable leaseTable(DeliveryProperties properties) {
        return new LeaseTable(properties.leaseTimeout());
    }

    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> hintProducer(KafkaConnectionDetails kafka, DeliveryProperties properties) {
        return HintProducer.create(kafka.getBootstrapServers(), properties.hintLinger());
    }

    @Bean
    KafkaHints hints(Producer<byte[], byte[]> hintProducer, Topics topics, MeterRegistry metrics) {
        return new KafkaHints(hintProducer, topics, metrics);
    }

    @Bean
    RouterBeat routerBeat(Producer<byte[], byte[]> hintProducer, Topics topics, DeliveryProperties properties) {
        return new RouterBeat(hintProducer, topics, properties.instance());
    }

    @Bean
    FanoutSettings fanoutSettings(Topics topics, DeliveryClasses classes, GroupProperties groups) {
        return new FanoutSettings(classes, topics.partitions(), groups.members());
    }

    @Bean
    Followed followedGroups() {
        return new Followed();
    }

    /** When it is first used: where a broker's name cannot be resolved yet, there is none. */
    @Bean
    @Lazy
    Admin admin(StreamsConfigs configs) {
        return Admin.create(configs.admin());
    }

    /** Where other instances reach this one. */
    @Bean
    HostInfo here(DeliveryProperties properties) {
        return new HostInfo(
                properties.advertised().getHost(), properties.advertised().getPort());
    }

    @Bean
    StreamsConfigs streamsConfigs(KafkaConnectionDetails kafka, Topics topics, DeliveryProperties properties) {
        return new StreamsConfigs(
                String.join(",", kafka.getBootstrapServers()),
                topics,
                properties.instance(),
                properties.stateDirectory(),
                properties.advertised());
    }

    @Bean
    Janitor janitor(StreamsConfigs configs, Topics topics, JanitorProperties properties, MeterRegistry metrics) {
        var groups = Map.of(
                Topic.NOTIFICATIONS, List.of(configs.group("fanout")),
                Topic.INBOX, List.of(configs.group("router")),
                Topic.MESSAGES, topics.messagesGroups());
        var readers = Readers.of(configs.admin(), topics.name(Topic.PERSISTED), groups);
        return new Janitor(configs.admin(), topics, readers, properties, Clock.systemUTC(), metrics);
    }

    @Bean
    DeliveryStreams deliveryStreams(
            StreamsConfigs configs,
            Topics topics,
            DeliveryClasses classes,
            FanoutSettings fanoutSettings,
            LeaseTable leases,
            KafkaHints hints,
            Followed followedGroups,
            RouterBeat beat,
            Janitor janitor,
            ApplicationEventPublisher events,
            DeliveryProperties properties,
            MeterRegistry metrics) {
        var settings = new RouterSettings(
                classes,
                properties.repeatsWindow(),
                properties.sweepInterval(),
                new PendingBound(
                        properties.pendingPerUser(),
                        properties.pendingBytesPerUser().toBytes()),
                new PendingBound(
                        properties.pendingBroadcasts(),
                        properties.pendingBroadcastBytes().toBytes()),
                new DeviceLimits(
                        properties.devicesPerUser(),
                        properties.deviceForgottenAfter(),
                        properties.devicesPerUserPolicy()));
        Counter badMembers = metrics.counter("posthorn.groups.ignored");
        var fanout = new Application(
                "fanout",
                DeliveryTopology.fanout(topics, fanoutSettings, badMembers::increment, followedGroups),
                configs.fanout());
        var router = new Application(
                "router",
                DeliveryTopology.router(topics, settings, leases, hints, hints::gatewaySeen),
                configs.router(properties.threads(), properties.standbys(), properties.commitInterval()));
        return new DeliveryStreams(
                configs.admin(),
                topics,
                List.of(hints::start, beat::start, janitor::start),
                List.of(router, fanout),
                events,
                metrics);
    }
}
