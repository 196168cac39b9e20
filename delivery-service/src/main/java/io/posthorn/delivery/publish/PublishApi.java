// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publish;

import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.publisher.Grant;
import io.posthorn.delivery.publisher.PublisherRefusedException;
import io.posthorn.delivery.publisher.Publishers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/notifications}, scope {@code publish}: the JSON that upstream produces to Kafka, for those who have HTTP
 * alone. 202 once all replicas in sync have it; 400 and 413 name the rule that is broken, 403 the claim that does not allow
 * it; 429 when the publisher comes too often; 503 when Kafka does not take it: send it again under the same id. That a group
 * has no members, or too many, only fanout finds: a receipt tells.
 */
@RestController
class PublishApi {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeliveryClasses classes;
    private final Publishers publishers;
    private final String topic;

    PublishApi(KafkaTemplate<byte[], byte[]> kafka, DeliveryClasses classes, Publishers publishers, Topics topics) {
        this.kafka = kafka;
        this.classes = classes;
        this.publishers = publishers;
        this.topic = topics.name(Topic.NOTIFICATIONS);
    }

    /** Identity of what was accepted: receipts carry it. */
    record Accepted(String source, String id) {}

    @PostMapping(path = "/v1/notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Accepted>> publish(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            InputStream body)
            throws IOException, RejectedException, PublisherRefusedException {
        Grant grant = publishers.admit(token);
        Notification notification = read(body, idempotencyKey);
        publishers.check(grant, notification);
        var accepted = new Accepted(notification.getSource(), notification.getId());
        return kafka.send(record(notification))
                .thenApply(sent -> ResponseEntity.status(HttpStatus.ACCEPTED).body(accepted));
    }

    private Notification read(InputStream body, @Nullable String idempotencyKey) throws IOException, RejectedException {
        byte[] json = body.readNBytes(Limits.NOTIFICATION_BYTES + 1);
        if (json.length > Limits.NOTIFICATION_BYTES) {
            throw new RejectedException(
                    Rejection.TOO_LARGE, "the body is over " + Limits.NOTIFICATION_BYTES + " bytes");
        }
        Notification notification = NotificationJson.read(json);
        if (notification.getId().isEmpty() && idempotencyKey != null) {
            notification = notification.toBuilder().setId(idempotencyKey).build();
        }
        NotificationRules.check(notification, classes);
        return notification;
    }

    private ProducerRecord<byte[], byte[]> record(Notification notification) {
        byte[] key = (notification.getSource() + "/" + notification.getId()).getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(topic, key, notification.toByteArray());
        record.headers()
                .add(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @ExceptionHandler
    ProblemDetail rejected(RejectedException e) {
        HttpStatus status =
                e.rejection() == Rejection.TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("reason", e.rejection().id());
        return problem;
    }
}
