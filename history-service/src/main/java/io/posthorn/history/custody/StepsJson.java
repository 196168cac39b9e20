// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Steps as JSON. */
final class StepsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StepsJson() {}

    /** @param steps one more than the limit when there are more */
    static byte[] write(List<Step> steps, Paging paging) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Step> shown = steps.subList(0, Math.min(steps.size(), paging.limit()));
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject().writeArrayPropertyStart("steps");
            shown.forEach(each -> write(json, each));
            json.writeEndArray();
            if (steps.size() > paging.limit()) {
                json.writeStringProperty(
                        "next", Paging.next(steps.get(paging.limit()).number()));
            } else {
                json.writeNullProperty("next");
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Step step) {
        Event event = step.event();
        json.writeStartObject()
                .writeNumberProperty("number", step.number())
                .writeStringProperty("id", step.id().toString())
                .writeStringProperty("at", step.at().toString())
                .writeStringProperty("who", step.actor().user())
                .writeStringProperty("session", step.actor().session())
                .writeStringProperty("why", step.actor().why())
                .writeStringProperty("step", event.kind().text())
                .writeStringProperty("subject", event.subject());
        if (!event.user().isEmpty()) {
            json.writeStringProperty("user", event.user());
        }
        event.criteria().ifPresent(criteria -> CriteriaJson.write(json, criteria));
        event.upTo()
                .ifPresent(upTo -> json.writeObjectPropertyStart("upTo")
                        .writeNumberProperty("era", upTo.getEra())
                        .writeNumberProperty("offset", upTo.getOffset())
                        .writeEndObject());
        if (!event.hold().isEmpty()) {
            json.writeStringProperty("hold", event.hold());
        }
        json.writeNumberProperty("messages", event.messages())
                .writeStringProperty("previous", step.previous())
                .writeStringProperty("hash", step.hash())
                .writeEndObject();
    }

    static byte[] write(Verification verification) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject()
                    .writeBooleanProperty("whole", verification.flaw().isEmpty())
                    .writeNumberProperty("steps", verification.steps())
                    .writeStringProperty("head", verification.head());
            verification.flaw().ifPresent(flaw -> json.writeStringProperty("flaw", flaw));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
