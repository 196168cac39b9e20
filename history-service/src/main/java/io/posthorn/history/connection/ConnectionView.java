// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is shown.
 *
 * @param cursor named by a device that connected
 * @param attributesLeftOut of those that it had, how many the row had no room for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionView(
        Instant at,
        String kind,
        @Nullable String device,
        @Nullable String connection,
        @Nullable String gateway,
        @Nullable Long incarnation,
        @Nullable String address,
        @Nullable String resume,
        @Nullable String cursor,
        @Nullable Integer window,
        @Nullable Map<String, String> attributes,
        @Nullable Integer attributesLeftOut,
        @Nullable String cause) {

    /** @param next absent: there are no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            String user,
            List<ConnectionView> connections,
            @Nullable String next) {

        static Page of(ConnectionsQuery query, List<Happened> found, boolean withAddresses) {
            boolean more = found.size() > query.limit();
            List<Happened> shown = more ? found.subList(0, query.limit()) : found;
            return new Page(
                    query.user(),
                    shown.stream()
                            .map(each -> ConnectionView.of(query.user(), each, withAddresses))
                            .toList(),
                    more ? query.next(shown.get(shown.size() - 1)) : null);
        }
    }

    static ConnectionView of(String user, Happened row, boolean withAddress) {
        return new ConnectionView(
                row.at(),
                row.kind(),
                orNone(row.device()),
                orNone(row.wire().connection()),
                orNone(row.wire().gateway()),
                row.wire().gateway().isEmpty() ? null : row.wire().incarnation(),
                withAddress ? orNone(row.wire().address()) : null,
                orNone(row.resume()),
                Positions.isStart(row.cursor()) ? null : Cursor.encode(row.cursor(), UserHash.of(user)),
                row.isConnected() ? row.window() : null,
                row.isConnected() ? row.attributeMap() : null,
                row.attributes().leftOut() == 0 ? null : row.attributes().leftOut(),
                orNone(row.cause()));
    }

    static @Nullable String orNone(String text) {
        return text.isEmpty() ? null : text;
    }
}
