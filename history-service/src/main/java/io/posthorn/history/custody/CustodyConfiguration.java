// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CustodySettings.class)
class CustodyConfiguration {

    @Bean
    Prepared<Statements> custodyStatements(Schema schema) {
        return new Prepared<>(session -> new Statements(
                new SelectSteps(session, schema), new InsertStep(session, schema), new UpdateErrand(session, schema)));
    }

    @Bean
    Knowledge knowledge(CustodySettings settings) {
        return new Knowledge(settings.knowledge(), System::nanoTime);
    }

    @Bean
    CustodyLog custodyLog(Prepared<Statements> statements, Knowledge knowledge, Clock clock) {
        return new CustodyLog(statements, knowledge, clock);
    }

    @Bean
    Standstill standstill(Availability availability) {
        return new Standstill(availability);
    }

    @Bean
    ErrandProgress errandProgress(Prepared<Statements> statements) {
        return new ErrandProgress(statements);
    }

    @Bean
    AuditedQueries auditedQueries(AuditedReads audited) {
        return new AuditedQueries(audited);
    }

    @Bean
    Carrier carrier(
            CustodyLog custody,
            Prepared<Statements> statements,
            List<Errands> errands,
            CustodySettings settings,
            Knowledge knowledge,
            Standstill standstill) {
        return new Carrier(custody, statements, errands, settings, knowledge, standstill);
    }
}
