// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.change;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DeviceForgotten;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.endpoint.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Changes to one device: scope {@code device} for one's own, scope {@code admin} for anybody's. 202 once all replicas in sync
 * have the event; the router applies it in its turn among the events of that user. What is said of a device that is not
 * known, and attributes that would be too many together with those that it has, change nothing.
 */
@RestController
@RequestMapping("/v1/users/{user}/devices/{device}")
@PreAuthorize("hasAuthority('SCOPE_admin') or hasAuthority('SCOPE_device') and #user == authentication.name")
class DeviceChangesApi {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String topic;

    DeviceChangesApi(KafkaTemplate<byte[], byte[]> kafka, Topics topics) {
        this.kafka = kafka;
        this.topic = topics.name(Topic.CONNECTIONS);
    }

    /** Its cursor is gone, its connection is closed; what it was still to get is receipted as skipped. */
    @DeleteMapping
    CompletableFuture<ResponseEntity<Void>> forget(@PathVariable String user, @PathVariable String device) {
        return publish(event(user, device).setDeviceForgotten(DeviceForgotten.getDefaultInstance()));
    }

    @PatchMapping(path = "/attributes", consumes = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Void>> attributes(
            @PathVariable String user, @PathVariable String device, InputStream body) throws IOException {
        byte[] json = body.readNBytes(Limits.CLIENT_FRAME_BYTES + 1);
        if (json.length > Limits.CLIENT_FRAME_BYTES) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "the body is over " + Limits.CLIENT_FRAME_BYTES + " bytes");
        }
        try {
            return publish(event(user, device).setAttributesChanged(AttributeChange.read(json)));
        } catch (IllegalArgumentException e) {
            throw Requests.bad(String.valueOf(e.getMessage()));
        }
    }

    private static ConnectionEvent.Builder event(String user, String device) {
        Requests.id("user", user);
        Requests.id("device", device);
        return ConnectionEvent.newBuilder().setUser(user).setDevice(device);
    }

    private CompletableFuture<ResponseEntity<Void>> publish(ConnectionEvent.Builder event) {
        byte[] key = event.getUser().getBytes(StandardCharsets.UTF_8);
        return kafka.send(topic, key, event.build().toByteArray())
                .thenApply(sent -> ResponseEntity.accepted().build());
    }
}
