// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.route.RouterStores;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which instance owns a user, as this one was told in the last assignment of tasks.
 *
 * @param partition of the user
 */
record Owner(HostInfo host, int partition) {

    /** @throws OwnerUnknownException while tasks move */
    static Owner of(String user, KafkaStreams router) {
        KeyQueryMetadata metadata = router.queryMetadataForKey(
                RouterStores.USERS,
                Users.key(user),
                (topic, key, value, partitions) ->
                        Optional.of(Set.of(UserPartitioner.partition(key.get(), partitions))));
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new OwnerUnknownException("the user's task is assigned to nobody");
        }
        return new Owner(metadata.activeHost(), metadata.partition());
    }
}
