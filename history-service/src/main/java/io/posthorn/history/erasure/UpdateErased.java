// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.ErasedContent;
import io.posthorn.history.stored.Partition;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Takes the content out of a row, for good: one microsecond after it was written, as often as it is written. */
final class UpdateErased {

    private final CqlSession session;
    private final Schema schema;
    private final Map<Tier, PreparedStatement> statements = new ConcurrentHashMap<>();

    UpdateErased(CqlSession session, Schema schema) {
        this.session = session;
        this.schema = schema;
    }

    private PreparedStatement prepare(Tier tier) {
        String content =
                ErasedContent.COLUMNS.stream().map(column -> column + " = null").collect(Collectors.joining(", "));
        return session.prepare("UPDATE " + schema.messages(tier) + " USING TIMESTAMP ? AND TTL ? SET erased_at = ?, "
                + content + " WHERE user = ? AND month = ? AND slice = ? AND era = ? AND offset = ?");
    }

    CompletionStage<Void> execute(Owner owner, Partition partition, Message row, RowErasure erasure) {
        return session.executeAsync(statements
                        .computeIfAbsent(partition.tier(), this::prepare)
                        .bind(
                                row.getPosition().getAppendedAt() * 1_000 + 1,
                                erasure.secondsLeft(),
                                erasure.at(),
                                owner.key(),
                                partition.bucket().month(),
                                partition.bucket().slice(),
                                row.getPosition().getEra(),
                                row.getPosition().getOffset())
                        .setIdempotent(true))
                .thenAccept(erased -> {});
    }
}
