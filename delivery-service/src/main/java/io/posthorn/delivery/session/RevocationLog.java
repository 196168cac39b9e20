// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Revocation;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;

/** Tells all gateways. */
final class RevocationLog {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationLog.class);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String topic;

    RevocationLog(KafkaTemplate<byte[], byte[]> kafka, Topics topics) {
        this.kafka = kafka;
        this.topic = topics.name(Topic.REVOCATIONS);
    }

    /** 202 once all replicas in sync have it. */
    CompletableFuture<ResponseEntity<Void>> revoke(Revocation revocation) {
        return kafka.send(topic, RevocationRules.key(revocation), revocation.toByteArray())
                .thenApply(sent -> {
                    LOG.info(
                            "Revoked by {} up to {}: {}",
                            revocation.getBy(),
                            Instant.ofEpochMilli(revocation.getUntil()),
                            whom(revocation));
                    return ResponseEntity.accepted().build();
                });
    }

    private static String whom(Revocation revocation) {
        return switch (revocation.getWhomCase()) {
            case SESSION ->
                "session " + revocation.getSession().getSession() + " of user "
                        + revocation.getSession().getUser();
            case USER -> "user " + revocation.getUser();
            case EVERYONE -> "everyone";
            case WHOM_NOT_SET -> "nobody";
        };
    }
}
