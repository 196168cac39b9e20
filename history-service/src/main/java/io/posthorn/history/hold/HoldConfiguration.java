// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.custody.CustodyLog;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.custody.Standstill;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.stored.StoredOwners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HoldConfiguration {

    @Bean
    Prepared<Copies> copies(Schema schema) {
        return new Prepared<>(session -> new Copies(new InsertHeld(session, schema), new DeleteHeld(session, schema)));
    }

    @Bean
    Prepared<HeldMessages> heldMessages(Schema schema) {
        return new Prepared<>(
                session -> new HeldMessages(new SelectHeldSlices(session, schema), new SelectHeld(session, schema)));
    }

    @Bean
    Holding holding(
            Knowledge knowledge,
            Prepared<Copies> statements,
            Insistence insistence,
            Bulkhead factWrites,
            Standstill standstill) {
        return new Holding(knowledge, Copies.copying(statements), insistence, factWrites, standstill);
    }

    @Bean
    HoldErrands holdErrands(
            CustodyLog custody,
            Knowledge knowledge,
            Prepared<StoredMessages> messages,
            Prepared<StoredOwners> owners,
            Prepared<Copies> statements,
            Prepared<HeldMessages> held) {
        return new HoldErrands(custody, knowledge, new Stores(messages, owners, statements), held);
    }
}
