// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.ErasureOrder;
import io.posthorn.history.custody.Errand;
import io.posthorn.history.custody.Errands;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.hold.HeldMessages;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredPartitions;
import io.posthorn.history.watermark.InboxLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    Prepared<UpdateErased> updateErased(Schema schema) {
        return new Prepared<>(session -> new UpdateErased(session, schema));
    }

    @Bean
    Redaction redaction(Knowledge knowledge) {
        return new Redaction(knowledge);
    }

    @Bean
    Keepers keepers(Prepared<HeldMessages> held) {
        return new Keepers(held);
    }

    @Bean
    Errands erasureErrands(
            CustodyLog custody,
            InboxLog inbox,
            Sender facts,
            Topics topics,
            Keepers keepers,
            Prepared<StoredPartitions> rows,
            Prepared<UpdateErased> update,
            AgreedTime agreedTime) {
        Places places = new Places(inbox, new ErasuresTopic(facts, topics), keepers, rows, update);
        return register -> register.erasures().stream()
                .filter(ErasureOrder::isOpen)
                .<Errand>map(order -> new ErasureErrand(order, custody, places, agreedTime))
                .toList();
    }
}
