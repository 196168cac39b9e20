// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SealConfiguration {

    @Bean
    Prepared<Seal> seal(Schema schema) {
        return new Prepared<>(session -> new Seal(new SelectSealKey(session, schema)
                .execute()
                .orElseGet(() -> new InsertSealKey(session, schema).execute(Seal.newKey()))));
    }
}
