// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoredConfiguration {

    @Bean
    Prepared<StoredMessages> storedMessages(Schema schema, Clock clock) {
        return new Prepared<>(session -> new StoredMessages(session, schema, clock));
    }

    @Bean
    Prepared<StoredOwners> storedOwners(Schema schema) {
        return new Prepared<>(session -> new StoredOwners(session, schema));
    }
}
