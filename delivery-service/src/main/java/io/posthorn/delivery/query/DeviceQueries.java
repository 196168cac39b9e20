// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.route.RouterStores;
import io.posthorn.delivery.running.DeliveryStreams;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Reads the router's stores where they are: here, or on the instance that owns the user. */
@Component
class DeviceQueries {

    private final DeliveryStreams streams;
    private final LeaseTable leases;
    private final HostInfo here;
    private final RestClient others = RestClient.create();

    DeviceQueries(DeliveryStreams streams, LeaseTable leases, HostInfo here) {
        this.streams = streams;
        this.leases = leases;
        this.here = here;
    }

    /** @throws OwnerUnknownException while tasks move */
    DevicesApi.Devices devices(String user, String authorization) {
        KafkaStreams router = streams.application("router").orElseThrow(OwnerUnknownException::new);
        HostInfo owner = owner(router, user);
        return owner.equals(here) ? local(router, user) : remote(owner, user, authorization);
    }

    private static HostInfo owner(KafkaStreams router, String user) {
        KeyQueryMetadata metadata = router.queryMetadataForKey(
                RouterStores.USERS,
                Users.key(user),
                (topic, key, value, partitions) ->
                        Optional.of(Set.of(UserPartitioner.partition(key.get(), partitions))));
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new OwnerUnknownException();
        }
        return metadata.activeHost();
    }

    private DevicesApi.Devices local(KafkaStreams router, String user) {
        return DeviceViews.of(
                user,
                store(router, RouterStores.USERS),
                store(router, RouterStores.CONNECTIONS),
                store(router, RouterStores.PENDING),
                leases);
    }

    private static ReadOnlyKeyValueStore<Bytes, byte[]> store(KafkaStreams router, String name) {
        return router.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore()));
    }

    private DevicesApi.Devices remote(HostInfo owner, String user, String authorization) {
        try {
            DevicesApi.Devices devices = others.get()
                    .uri("http://{host}:{port}/v1/users/{user}/devices", owner.host(), owner.port(), user)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .retrieve()
                    .body(DevicesApi.Devices.class);
            return Optional.ofNullable(devices).orElseThrow(OwnerUnknownException::new);
        } catch (RestClientException e) {
            throw new OwnerUnknownException();
        }
    }
}
