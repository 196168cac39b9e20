// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next absent: there are no more */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevocationsPage(
        String user, List<Item> revocations, @Nullable String next) {

    /** @param session absent: all of them */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            Instant at,
            String whom,
            @Nullable String session,
            Instant until,
            @Nullable String reason,
            @Nullable String by) {

        static Item of(Revoked row) {
            return new Item(
                    row.place().at(),
                    row.whom(),
                    orNone(row.session()),
                    row.until(),
                    orNone(row.reason()),
                    orNone(row.by()));
        }

        private static @Nullable String orNone(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
