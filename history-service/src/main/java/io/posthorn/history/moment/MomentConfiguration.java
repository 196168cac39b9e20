// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MomentConfiguration {

    @Bean
    Prepared<Moments> moments(Schema schema) {
        return new Prepared<>(
                session -> new Moments(new InsertMoment(session, schema), new SelectMoments(session, schema)));
    }
}
