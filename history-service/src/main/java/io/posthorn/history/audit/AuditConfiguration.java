// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    Prepared<InsertAuditRead> insertAuditRead(Schema schema) {
        return new Prepared<>(session -> new InsertAuditRead(session, schema));
    }

    @Bean
    Prepared<SelectAuditReads> selectAuditReads(Schema schema) {
        return new Prepared<>(session -> new SelectAuditReads(session, schema));
    }

    @Bean
    AuditReads auditReads(Prepared<SelectAuditReads> select) {
        return new AuditReads(select);
    }

    @Bean
    AuditedReads auditedReads(AuditLog log, Clock clock) {
        return new AuditedReads(log, clock);
    }

    @Bean
    AuditLog auditLog(Prepared<InsertAuditRead> insert, MeterRegistry meters) {
        return new AuditLog(insert, meters);
    }
}
