// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.notification.ContentJson;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.UserRows;
import io.posthorn.history.outcome.DeviceOutcome;
import io.posthorn.history.outcome.Facts;
import io.posthorn.history.outcome.Outcome;
import io.posthorn.history.outcome.Standing;
import io.posthorn.history.outcome.Tally;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Both answers as JSON. What there is not is left out, but for {@code next}, {@code accepted} and {@code rejected}: null. */
final class LedgerJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String STATE = "RECEIPT_STATE_";

    private LedgerJson() {}

    /** @param list the pages of its recipients */
    static byte[] write(NotificationView view, Continuation list) {
        return object(json -> {
            named(json, view.name());
            text(json, "class", view.className());
            json.writeBooleanProperty("broadcast", view.counts().isPresent());
            view.original().ifPresent(each -> original(json, each));
            facts(json, view.facts(), view.isCounted());
            view.counts().ifPresent(counts -> counts(json, counts, view.facts(), view.isCounted()));
            if (view.counts().isEmpty()) {
                recipients(json, view, list);
            }
            cut(json, view.isCut());
        });
    }

    static byte[] write(Ledger ledger) {
        return object(json -> {
            named(json, ledger.name());
            json.writeStringProperty("user", ledger.user());
            json.writeStringProperty("outcome", ledger.answer().outcome().id());
            json.writeStringProperty("answer", ledger.answer().sentence());
            text(json, "class", ledger.className());
            json.writeBooleanProperty("broadcast", ledger.isBroadcast());
            ledger.original().ifPresent(each -> text(json, "group", each.getGroup()));
            facts(json, ledger.facts(), ledger.isCounted());
            json.writeArrayPropertyStart("messages");
            for (Standing each : ledger.standings()) {
                json.writeStartObject();
                standing(json, each, ledger.user());
                json.writeEndObject();
            }
            json.writeEndArray();
            cut(json, ledger.isCut());
        });
    }

    private static byte[] object(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void named(JsonGenerator json, Named name) {
        json.writeStringProperty("source", name.source()).writeStringProperty("id", name.id());
    }

    private static void original(JsonGenerator json, Message message) {
        Notification notification = message.getNotification();
        text(json, "group", message.getGroup());
        text(json, "type", notification.getType());
        text(json, "collapseKey", notification.getCollapseKey());
        sentAt(notification).ifPresent(at -> json.writeStringProperty("sentAt", at));
        time(json, "appendedAt", Instant.ofEpochMilli(message.getPosition().getAppendedAt()));
        if (message.getErasedAt() != 0) {
            time(json, "erasedAt", Instant.ofEpochMilli(message.getErasedAt()));
        }
        json.writeObjectPropertyStart("content");
        text(json, "title", notification.getTitle());
        text(json, "body", notification.getBody());
        if (notification.hasData()) {
            ContentJson.write(json, notification.getData());
        }
        json.writeEndObject();
    }

    /** Absent also for a time that is none: it was never checked on its way through Protobuf. */
    private static Optional<String> sentAt(Notification notification) {
        try {
            return notification.hasSentAt() ? Optional.of(Times.format(notification.getSentAt())) : Optional.empty();
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private static void facts(JsonGenerator json, Facts facts, boolean counted) {
        fact(json, "accepted", facts.accepted(), each -> {
            if (counted) {
                json.writeNumberProperty("users", each.recipients());
                again(json, facts.acceptedAgain());
            }
        });
        fact(json, "rejected", facts.rejected(), each -> text(json, "reason", each.reason()));
        if (!facts.duplicates().isEmpty()) {
            json.writeArrayPropertyStart("duplicates");
            facts.duplicates().forEach(each -> {
                json.writeStartObject();
                time(json, "at", each.at());
                json.writeEndObject();
            });
            json.writeEndArray();
        }
    }

    private static void again(JsonGenerator json, List<KeptReceipt> repeats) {
        if (!repeats.isEmpty()) {
            json.writeNumberProperty("again", repeats.size());
            time(json, "lastAt", repeats.get(repeats.size() - 1).at());
        }
    }

    private static void fact(
            JsonGenerator json, String name, Optional<KeptReceipt> receipt, Consumer<KeptReceipt> more) {
        if (receipt.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        time(json, "at", receipt.get().at());
        more.accept(receipt.get());
        json.writeEndObject();
    }

    private static void recipients(JsonGenerator json, NotificationView view, Continuation list) {
        json.writeArrayPropertyStart("recipients");
        for (UserRows user : view.recipients().users()) {
            for (Standing each : Standing.of(user.rows())) {
                json.writeStartObject().writeStringProperty("user", user.user());
                standing(json, each, user.user());
                cut(json, user.isCut());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        Optional<String> next = view.recipients().next().map(token -> token.encode(list));
        if (next.isPresent()) {
            json.writeStringProperty("next", next.get());
        } else {
            json.writeNullProperty("next");
        }
    }

    private static void standing(JsonGenerator json, Standing standing, String user) {
        if (!Positions.isStart(standing.position())) {
            json.writeStringProperty("cursor", Cursor.encode(standing.position(), UserHash.of(user)));
            time(json, "appendedAt", Instant.ofEpochMilli(standing.position().getAppendedAt()));
        }
        json.writeStringProperty("outcome", standing.outcome().id());
        time(json, "since", standing.since());
        text(json, "reason", standing.reason());
        json.writeBooleanProperty("repeated", standing.isRepeated());
        json.writeArrayPropertyStart("devices");
        standing.devices().forEach(each -> device(json, each));
        json.writeEndArray();
        json.writeArrayPropertyStart("states");
        standing.receipts().forEach(each -> state(json, each));
        json.writeEndArray();
    }

    private static void device(JsonGenerator json, DeviceOutcome device) {
        json.writeStartObject()
                .writeStringProperty("device", device.device())
                .writeStringProperty("outcome", device.outcome().id());
        time(json, "at", device.at());
        time(json, "readAt", device.readAt());
        text(json, "reason", device.reason());
        text(json, "gateway", device.gateway());
        text(json, "connection", device.connection());
        json.writeEndObject();
    }

    private static void state(JsonGenerator json, KeptReceipt receipt) {
        json.writeStartObject();
        time(json, "at", receipt.at());
        json.writeStringProperty(
                "state", receipt.state().name().substring(STATE.length()).toLowerCase(Locale.ROOT));
        text(json, "device", receipt.device());
        text(json, "gateway", receipt.gateway());
        text(json, "connection", receipt.connection());
        text(json, "reason", receipt.reason());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, BroadcastCounts counts, Facts facts, boolean counted) {
        json.writeObjectPropertyStart("counts");
        List<KeptReceipt> routed = counted ? facts.routed() : List.of();
        if (!routed.isEmpty()) {
            json.writeNumberProperty(
                    "routed", routed.stream().mapToLong(KeptReceipt::recipients).sum());
        }
        tally(json, counts.all());
        json.writeArrayPropertyStart("partitions");
        counts.byPartition().forEach((partition, tally) -> {
            json.writeStartObject().writeNumberProperty("partition", partition);
            counts.routed(partition, routed).ifPresent(n -> json.writeNumberProperty("routed", n));
            tally(json, tally);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeBooleanProperty("complete", counts.isComplete());
        json.writeEndObject();
    }

    private static void tally(JsonGenerator json, Tally tally) {
        json.writeNumberProperty("users", tally.users())
                .writeNumberProperty("delivered", tally.devices(Outcome.DELIVERED))
                .writeNumberProperty("read", tally.devices(Outcome.READ))
                .writeNumberProperty("expired", tally.devices(Outcome.EXPIRED));
        json.writeObjectPropertyStart("skipped");
        new TreeMap<>(tally.skipped()).forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void cut(JsonGenerator json, boolean cut) {
        if (cut) {
            json.writeBooleanProperty("cut", true);
        }
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant at) {
        if (at != null) {
            json.writeStringProperty(name, at.toString());
        }
    }
}
