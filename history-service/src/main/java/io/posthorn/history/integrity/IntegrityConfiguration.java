// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntegritySettings.class)
class IntegrityConfiguration {

    private static final int THREADS = 2;

    @Bean
    Prepared<TreeStatements> treeStatements(Schema schema) {
        return new Prepared<>(session -> new TreeStatements(
                new InsertTreeHashes(session, schema),
                new InsertTreeLeaves(session, schema),
                new SelectTreeHashes(session, schema),
                new SelectTreeLeaf(session, schema)));
    }

    @Bean
    TreeNames treeNames(IntegritySettings settings, Topics topics, KafkaAdmin admin) {
        return new TreeNames(settings.name(), topics, admin.getConfigurationProperties());
    }

    @Bean
    Trees trees() {
        return new Trees();
    }

    /** For hashing, and for what asks and waits: the loop's thread does neither. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService treesExecutor() {
        return Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "history-trees-work");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    TreesWork treesWork(
            TreeNames names,
            SignedRoots signed,
            Prepared<TreeStatements> statements,
            Insistence insistence,
            Availability availability,
            @Qualifier("treesExecutor") ExecutorService executor,
            Trees trees,
            MeterRegistry meters) {
        TreeWriter writer = new TreeWriter(statements, insistence, availability);
        return new TreesWork(names, new SignedTrees(signed, statements), writer, insistence, executor, trees, meters);
    }

    @Bean
    PartitionLoop treesLoop(Loops loops, Topics topics, IntegritySettings settings, TreesWork work) {
        return loops.overMessages(
                "trees",
                topics.treesGroup(),
                settings.maxRecords(),
                settings.maxBytes().toBytes(),
                work);
    }
}
