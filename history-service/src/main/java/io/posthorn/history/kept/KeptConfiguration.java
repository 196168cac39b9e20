// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeptConfiguration {

    @Bean
    Prepared<KeptReceipts> keptReceipts(Schema schema) {
        return new Prepared<>(session -> new KeptReceipts(session, schema));
    }

    @Bean
    Originals originals(Prepared<StoredMessages> stored, Topics topics) {
        return new Originals(stored, topics.partitions());
    }
}
