// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Prepared;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoredConfiguration {

    @Bean
    Prepared<StoredMessages> storedMessages(Schema schema, AgreedTime agreedTime) {
        return new Prepared<>(session -> new StoredMessages(session, schema, agreedTime));
    }

    @Bean
    Prepared<StoredOwners> storedOwners(Schema schema) {
        return new Prepared<>(session -> new StoredOwners(session, schema));
    }

    @Bean
    Prepared<StoredPartitions> storedPartitions(Schema schema) {
        return new Prepared<>(session -> new StoredPartitions(session, schema));
    }
}
