// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.history.custody.ErasureOrder;
import io.posthorn.history.custody.Paging;
import io.posthorn.history.custody.Progress;
import io.posthorn.history.custody.Requests;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures as JSON. */
final class ErasuresJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("id", "user");

    private ErasuresJson() {}

    /** @throws io.posthorn.history.problem.ProblemException it is none */
    static String user(JsonNode body) {
        if (!FIELDS.containsAll(body.propertyNames())) {
            throw Requests.bad("An erasure has id and user, and nothing else.");
        }
        JsonNode user = body.path("user");
        if (!user.isString()) {
            throw Requests.bad("user is needed, a text.");
        }
        return Requests.requireId(user.asString(), "user");
    }

    static byte[] write(ErasureOrder order, Progress soFar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            write(json, order, soFar);
        }
        return bytes.toByteArray();
    }

    /** @param orders one more than the limit when there are more */
    static byte[] write(List<ErasureOrder> orders, Paging paging) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject().writeArrayPropertyStart("erasures");
            orders.stream().limit(paging.limit()).forEach(each -> write(json, each, Progress.NONE));
            json.writeEndArray();
            if (orders.size() > paging.limit()) {
                json.writeStringProperty("next", Paging.next(paging.number(0) + paging.limit()));
            } else {
                json.writeNullProperty("next");
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, ErasureOrder order, Progress soFar) {
        json.writeStartObject()
                .writeStringProperty("id", order.id())
                .writeStringProperty("user", order.user())
                .writeStringProperty("state", order.state().name().toLowerCase(Locale.ROOT))
                .writeStringProperty("requestedAt", order.requestedAt().toString())
                .writeStringProperty("requestedBy", order.requestedBy().user())
                .writeStringProperty("why", order.requestedBy().why())
                .writeNumberProperty("messages", Math.max(order.messages(), soFar.messages()));
        order.begunAt().ifPresent(at -> json.writeStringProperty("begunAt", at.toString()));
        order.endedAt().ifPresent(at -> json.writeStringProperty("endedAt", at.toString()));
        if (!order.hold().isEmpty()) {
            json.writeStringProperty("hold", order.hold());
        }
        json.writeEndObject();
    }
}
