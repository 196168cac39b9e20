// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.export;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Notification;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** {@code ttl} and {@code sentAt}: in ISO 8601, or, where that would lose something, as the two numbers that they are. */
final class SpanJson {

    private SpanJson() {}

    static void write(JsonGenerator json, Notification notification) {
        if (notification.hasTtl()) {
            Duration ttl = notification.getTtl();
            String text = Times.format(ttl);
            if (Times.parseDuration(text).equals(ttl)) {
                json.writeStringProperty("ttl", text);
            } else {
                numbers(json, "ttl", ttl.getSeconds(), ttl.getNanos());
            }
        }
        if (notification.hasSentAt()) {
            Timestamp sentAt = notification.getSentAt();
            if (Times.isValid(sentAt)) {
                json.writeStringProperty("sentAt", Times.format(sentAt));
            } else {
                numbers(json, "sentAt", sentAt.getSeconds(), sentAt.getNanos());
            }
        }
    }

    private static void numbers(JsonGenerator json, String name, long seconds, int nanos) {
        json.writeObjectPropertyStart(name)
                .writeNumberProperty("seconds", seconds)
                .writeNumberProperty("nanos", nanos)
                .writeEndObject();
    }

    static void read(JsonNode json, Notification.Builder notification) {
        JsonNode ttl = json.path("ttl");
        if (ttl.isObject()) {
            notification.setTtl(Duration.newBuilder().setSeconds(seconds(ttl)).setNanos(nanos(ttl)));
        } else if (!ttl.isMissingNode()) {
            notification.setTtl(Times.parseDuration(Fields.text(json, "ttl")));
        }
        JsonNode sentAt = json.path("sentAt");
        if (sentAt.isObject()) {
            notification.setSentAt(
                    Timestamp.newBuilder().setSeconds(seconds(sentAt)).setNanos(nanos(sentAt)));
        } else if (!sentAt.isMissingNode()) {
            notification.setSentAt(Times.parse(Fields.text(json, "sentAt")));
        }
    }

    private static long seconds(JsonNode json) {
        return Fields.number(json, "seconds");
    }

    private static int nanos(JsonNode json) {
        return Fields.small(json, "nanos");
    }
}
