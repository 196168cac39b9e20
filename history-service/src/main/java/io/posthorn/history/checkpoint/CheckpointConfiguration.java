// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.integrity.IntegritySettings;
import io.posthorn.history.integrity.TreeStatements;
import io.posthorn.history.integrity.Trees;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CheckpointConfiguration.class);

    @Bean
    Prepared<CheckpointStatements> checkpointStatements(Schema schema) {
        return new Prepared<>(session -> new CheckpointStatements(
                new InsertCheckpoint(session, schema), new SelectCheckpoints(session, schema)));
    }

    @Bean
    Checkpoints checkpoints(Prepared<CheckpointStatements> statements) {
        return new Checkpoints(statements);
    }

    @Bean
    @ConditionalOnProperty("posthorn.history.integrity.key-file")
    SigningKey signingKey(IntegritySettings settings) {
        return KeyFile.read(
                settings.name(), Optional.ofNullable(settings.keyFile()).orElseThrow());
    }

    @Bean
    VerifierKeys verifierKeys(Optional<SigningKey> key) {
        if (key.isEmpty()) {
            log.warn("Checkpoints are not signed: posthorn.history.integrity.key-file is not set");
        }
        return new VerifierKeys(key.map(SigningKey::verifier));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty("posthorn.history.integrity.key-file")
    Signer signer(
            SigningKey key,
            IntegritySettings settings,
            Trees trees,
            Checkpoints checkpoints,
            Prepared<TreeStatements> statements,
            Availability availability,
            Clock clock) {
        return new Signer(key, settings.checkpointInterval(), trees, checkpoints, statements, availability, clock);
    }

    @Bean
    TreesHealthIndicator treesHealthIndicator(Trees trees, Optional<Signer> signer) {
        return new TreesHealthIndicator(trees, signer);
    }

    @Bean
    TreeMeters treeMeters(Trees trees, Optional<Signer> signer, Clock clock, MeterRegistry meters, Topics topics) {
        TreeMeters bound = new TreeMeters(trees, signer, clock);
        bound.bind(meters, topics.partitions());
        return bound;
    }
}
