// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fanout.FanoutProcessor;
import io.posthorn.delivery.fanout.FanoutSettings;
import io.posthorn.delivery.group.Followed;
import io.posthorn.delivery.group.GroupReader;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseReader;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.route.RouterProcessor;
import io.posthorn.delivery.route.RouterSettings;
import io.posthorn.delivery.route.RouterStores;
import io.posthorn.delivery.streams.ConnectionsFirst;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * All wiring of the two applications. Keys and values are bytes: decoding is ours, so a bad record never stops a thread.
 *
 * <pre>
 * fanout:  notifications ──► fanout ──► inbox.&lt;era&gt;, receipts, rejected
 *          groups ───────────► members (global)
 *
 * router:  inbox.&lt;era&gt; ─┐
 *          connections ──┼─► router ──► messages, receipts, presence, rejected     (hints leave beside)
 *          persisted ────┤     └ users, connections, pending, broadcasts, collapses, looks, repeats, progress
 *          erasures ─────┘
 *          gateways ─────────► leases (global)
 * </pre>
 */
public final class DeliveryTopology {

    private static final ByteArrayDeserializer DESERIALIZER = new ByteArrayDeserializer();
    private static final ByteArraySerializer SERIALIZER = new ByteArraySerializer();
    private static final String FANOUT = "fanout";
    private static final String ROUTER = "router";
    private static final String LEASES = "leases";
    // Small segments: only closed ones are compacted, and a small store must restore fast.
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", Integer.toString(64 << 20), "min.cleanable.dirty.ratio", "0.1");

    private DeliveryTopology() {}

    /**
     * @param badMember told of each record of the groups that says nothing about a member
     * @param followed told of each record of the groups
     */
    public static Topology fanout(Topics topics, FanoutSettings settings, Runnable badMember, Followed followed) {
        Topology topology = new Topology();
        topology.addSource("notifications", DESERIALIZER, DESERIALIZER, topics.name(Topic.NOTIFICATIONS));
        topology.addProcessor(FANOUT, () -> new FanoutProcessor(settings), "notifications");
        sink(topology, FanoutProcessor.INBOX, topics.name(Topic.INBOX), FANOUT);
        sink(topology, Facts.RECEIPTS, topics.name(Topic.RECEIPTS), FANOUT);
        sink(topology, Facts.REJECTED, topics.name(Topic.REJECTED), FANOUT);
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(GroupReader.MEMBERS), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingDisabled(),
                "groups",
                DESERIALIZER,
                DESERIALIZER,
                topics.name(Topic.GROUPS),
                "group-reader",
                () -> new GroupReader(badMember, followed));
        return topology;
    }

    /** @param gatewaySeen told of each gateway that renews its lease */
    public static Topology router(
            Topics topics, RouterSettings settings, LeaseTable leases, Hints hints, Consumer<String> gatewaySeen) {
        Topology topology = new Topology();
        topology.addSource("inbox", DESERIALIZER, DESERIALIZER, topics.name(Topic.INBOX));
        topology.addSource(
                AutoOffsetReset.none(),
                "connections",
                new ConnectionsFirst(),
                DESERIALIZER,
                DESERIALIZER,
                topics.name(Topic.CONNECTIONS));
        topology.addSource(
                AutoOffsetReset.none(),
                "persisted",
                new ConnectionsFirst(),
                DESERIALIZER,
                DESERIALIZER,
                topics.name(Topic.PERSISTED));
        topology.addSource(
                AutoOffsetReset.none(),
                "erasures",
                new ConnectionsFirst(),
                DESERIALIZER,
                DESERIALIZER,
                topics.name(Topic.ERASURES));
        topology.addProcessor(
                ROUTER,
                () -> new RouterProcessor(topics, settings, leases, hints),
                "inbox",
                "connections",
                "persisted",
                "erasures");
        RouterStores.KEY_VALUE.forEach(store -> topology.addStateStore(keyValue(store), ROUTER));
        topology.addStateStore(window(RouterStores.REPEATS, settings.repeatsWindow()), ROUTER);
        sink(topology, Facts.MESSAGES, topics.name(Topic.MESSAGES), ROUTER);
        sink(topology, Facts.RECEIPTS, topics.name(Topic.RECEIPTS), ROUTER);
        sink(topology, Facts.PRESENCE, topics.name(Topic.PRESENCE), ROUTER);
        sink(topology, Facts.REJECTED, topics.name(Topic.REJECTED), ROUTER);
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(LEASES), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "gateways",
                DESERIALIZER,
                DESERIALIZER,
                topics.name(Topic.GATEWAYS),
                "lease-reader",
                () -> new LeaseReader(LEASES, leases, gatewaySeen));
        return topology;
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, SERIALIZER, SERIALIZER, parent);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> keyValue(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<WindowStore<Bytes, byte[]>> window(String name, Duration length) {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(name, length, length, false), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
