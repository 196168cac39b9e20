// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device's stream as it is shown. What is not on record is absent.
 *
 * @param connected whether it was
 * @param attributesLeftOut of those that it had said, how many are not on record
 * @param cursor up to where it had stored all
 * @param read up to where its user had seen all on it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceStreamView(
        String user,
        String device,
        Instant at,
        @Nullable Boolean connected,
        @Nullable Opened connection,
        @Nullable Map<String, String> attributes,
        @Nullable Integer attributesLeftOut,
        @Nullable Reached cursor,
        @Nullable Reached read,
        List<Listed> messages,
        @Nullable String next) {

    /** @param until it ended then, for this cause */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(
            String connection,
            @Nullable String gateway,
            long incarnation,
            @Nullable String address,
            Instant since,
            @Nullable Instant until,
            @Nullable String cause) {

        static Opened of(DeviceState state, Optional<SelectConnectionEnd.End> end, boolean withAddress) {
            return new Opened(
                    state.wire().connection(),
                    ConnectionView.orNone(state.wire().gateway()),
                    state.wire().incarnation(),
                    withAddress ? ConnectionView.orNone(state.wire().address()) : null,
                    state.at(),
                    end.map(SelectConnectionEnd.End::at).orElse(null),
                    end.map(SelectConnectionEnd.End::cause).orElse(null));
        }
    }

    /** @param at when that was said */
    record Reached(String cursor, int era, long offset, Instant appendedAt, Instant at) {

        static Reached of(CursorAt.Said said, int userHash) {
            Position position = said.position();
            return new Reached(
                    Cursor.encode(position, userHash),
                    position.getEra(),
                    position.getOffset(),
                    Instant.ofEpochMilli(position.getAppendedAt()),
                    said.at());
        }
    }

    /** @param state {@code acked}, {@code waiting}, or {@code unknown} where nothing says how far the device was */
    record Listed(
            String cursor,
            String source,
            String id,
            @JsonProperty("class") String className,
            Instant appendedAt,
            String state) {

        static Listed of(Message message, Optional<CursorAt> cursor, int userHash) {
            Position position = message.getPosition();
            String state = cursor.map(each -> each.covers(position) ? "acked" : "waiting")
                    .orElse("unknown");
            return new Listed(
                    Cursor.encode(position, userHash),
                    message.getNotification().getSource(),
                    message.getNotification().getId(),
                    message.getNotification().getClassName(),
                    Instant.ofEpochMilli(position.getAppendedAt()),
                    state);
        }
    }

    /** For who may see nothing else of the user; empty when there are none, as if there was no device. */
    Optional<DeviceStreamView> messagesAlone() {
        return messages.isEmpty() && next == null
                ? Optional.empty()
                : Optional.of(
                        new DeviceStreamView(user, device, at, null, null, null, null, null, null, messages, next));
    }

    static DeviceStreamView of(DeviceStreamQuery query, DeviceStream stream, boolean withAddress) {
        int userHash = UserHash.of(query.user());
        boolean known = stream.opened().isPresent();
        return new DeviceStreamView(
                query.user(),
                query.device(),
                query.at(),
                known ? stream.end().isEmpty() : null,
                stream.opened()
                        .map(state -> Opened.of(state, stream.end(), withAddress))
                        .orElse(null),
                known ? stream.attributes().kept() : null,
                stream.attributes().leftOut() == 0 ? null : stream.attributes().leftOut(),
                stream.cursor().map(each -> Reached.of(each.cursor(), userHash)).orElse(null),
                stream.read().map(each -> Reached.of(each, userHash)).orElse(null),
                stream.messages().stream()
                        .map(message -> Listed.of(message, stream.cursor(), userHash))
                        .toList(),
                stream.more().map(query::next).orElse(null));
    }
}
