// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.CriteriaJson;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Paging;
import io.posthorn.history.custody.Progress;
import io.posthorn.history.reading.MessagesJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Holds, and what they keep, as JSON. */
final class HoldsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private HoldsJson() {}

    static byte[] write(Hold hold, Progress soFar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            write(json, hold, soFar);
        }
        return bytes.toByteArray();
    }

    /** @param holds one more than the limit when there are more */
    static byte[] write(List<Hold> holds, Paging paging) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject().writeArrayPropertyStart("holds");
            holds.stream().limit(paging.limit()).forEach(each -> write(json, each, Progress.NONE));
            json.writeEndArray();
            next(
                    json,
                    holds.size() > paging.limit()
                            ? Optional.of(Paging.next(paging.number(0) + paging.limit()))
                            : Optional.empty());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static byte[] write(HeldPage page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject().writeArrayPropertyStart("messages");
            page.messages().forEach(each -> MessagesJson.writeWithUser(json, each.message()));
            json.writeEndArray();
            next(json, page.next().map(HeldPlace::encode));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void next(JsonGenerator json, Optional<String> next) {
        if (next.isPresent()) {
            json.writeStringProperty("next", next.get());
        } else {
            json.writeNullProperty("next");
        }
    }

    private static void write(JsonGenerator json, Hold hold, Progress soFar) {
        json.writeStartObject()
                .writeStringProperty("id", hold.id())
                .writeStringProperty("state", hold.state().name().toLowerCase(Locale.ROOT));
        CriteriaJson.write(json, hold.criteria());
        json.writeStringProperty("placedAt", hold.placedAt().toString())
                .writeStringProperty("placedBy", hold.placedBy().user())
                .writeStringProperty("why", hold.placedBy().why())
                .writeNumberProperty("gathered", Math.max(hold.gathered(), soFar.messages()));
        hold.releasedAt().ifPresent(at -> json.writeStringProperty("releasedAt", at.toString()));
        hold.releasedBy()
                .ifPresent(by ->
                        json.writeStringProperty("releasedBy", by.user()).writeStringProperty("whyReleased", by.why()));
        if (!hold.stands()) {
            json.writeBooleanProperty("cleared", hold.cleared());
        }
        json.writeEndObject();
    }
}
