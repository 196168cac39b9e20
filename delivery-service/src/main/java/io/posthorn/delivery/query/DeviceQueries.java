// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.route.RouterStores;
import io.posthorn.delivery.running.DeliveryStreams;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.stereotype.Component;

/** Reads the router's stores where they are: here, or on the instance that owns the user. */
@Component
class DeviceQueries {

    private final DeliveryStreams streams;
    private final LeaseTable leases;
    private final HostInfo here;
    private final OtherInstance others;

    DeviceQueries(DeliveryStreams streams, LeaseTable leases, HostInfo here, OtherInstance others) {
        this.streams = streams;
        this.leases = leases;
        this.here = here;
        this.others = others;
    }

    /** @throws OwnerUnknownException while tasks move, or the owner does not answer */
    DevicesApi.Devices anywhere(String user, String authorization) {
        Owner owner = Owner.of(user, router());
        return owner.host().equals(here) ? here(owner, user) : others.devices(owner.host(), user, authorization);
    }

    /** @throws OwnerUnknownException this instance does not own the user */
    DevicesApi.Devices here(String user) {
        Owner owner = Owner.of(user, router());
        if (!owner.host().equals(here)) {
            throw new OwnerUnknownException("the user's task has moved");
        }
        return here(owner, user);
    }

    private DevicesApi.Devices here(Owner owner, String user) {
        return DeviceViews.of(
                user,
                store(owner, RouterStores.USERS),
                store(owner, RouterStores.CONNECTIONS),
                new DeviceViews.Backlog(store(owner, RouterStores.PENDING), store(owner, RouterStores.BROADCASTS)),
                leases);
    }

    /** Of that partition alone: where it is not, the answer is not "no devices". */
    private ReadOnlyKeyValueStore<Bytes, byte[]> store(Owner owner, String name) {
        return router().store(
                        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                                .withPartition(owner.partition()));
    }

    private KafkaStreams router() {
        return streams.application("router").orElseThrow(() -> new OwnerUnknownException("the router waits for Kafka"));
    }
}
