// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step as columns, both ways and without loss. */
final class StepColumns {

    static final List<String> NAMES = List.of(
            "number",
            "id",
            "at",
            "who",
            "session",
            "why",
            "kind",
            "subject",
            "user",
            "users",
            "groups",
            "classes",
            "from_at",
            "to_at",
            "era",
            "offset",
            "appended_at",
            "hold",
            "messages",
            "previous",
            "hash");

    private StepColumns() {}

    static void bind(Step step, BoundStatementBuilder statement) {
        Event event = step.event();
        statement
                .setLong("number", step.number())
                .setUuid("id", step.id())
                .setInstant("at", step.at())
                .setString("who", step.actor().user())
                .setString("session", step.actor().session())
                .setString("why", step.actor().why())
                .setString("kind", event.kind().name())
                .setString("subject", event.subject())
                .setString("user", event.user())
                .setString("hold", event.hold())
                .setLong("messages", event.messages())
                .setString("previous", step.previous())
                .setString("hash", step.hash());
        event.criteria().ifPresent(criteria -> bind(criteria, statement));
        event.upTo()
                .ifPresent(upTo -> statement
                        .setInt("era", upTo.getEra())
                        .setLong("offset", upTo.getOffset())
                        .setInstant("appended_at", Instant.ofEpochMilli(upTo.getAppendedAt())));
    }

    private static void bind(Criteria criteria, BoundStatementBuilder statement) {
        statement
                .setList("users", criteria.users(), String.class)
                .setList("groups", criteria.groups(), String.class)
                .setList("classes", criteria.classes(), String.class);
        criteria.from().ifPresent(from -> statement.setInstant("from_at", from));
        criteria.to().ifPresent(to -> statement.setInstant("to_at", to));
    }

    /** What somebody has altered is read too: its hash will tell. */
    static Step read(Row row) {
        return new Step(
                row.getLong("number"),
                Objects.requireNonNullElse(row.getUuid("id"), new java.util.UUID(0, 0)),
                Objects.requireNonNullElse(row.getInstant("at"), Instant.EPOCH),
                new Actor(text(row, "who"), text(row, "session"), text(row, "why")),
                new Event(
                        StepKind.named(text(row, "kind")),
                        text(row, "subject"),
                        text(row, "user"),
                        criteria(row),
                        upTo(row),
                        text(row, "hold"),
                        row.getLong("messages")),
                text(row, "previous"),
                text(row, "hash"));
    }

    private static Optional<Criteria> criteria(Row row) {
        return row.isNull("users")
                ? Optional.empty()
                : Optional.of(new Criteria(
                        list(row, "users"),
                        list(row, "groups"),
                        list(row, "classes"),
                        Optional.ofNullable(row.getInstant("from_at")),
                        Optional.ofNullable(row.getInstant("to_at"))));
    }

    private static Optional<Position> upTo(Row row) {
        Instant appended = row.getInstant("appended_at");
        return appended == null
                ? Optional.empty()
                : Optional.of(Positions.of(row.getInt("era"), row.getLong("offset"), appended.toEpochMilli()));
    }

    private static List<String> list(Row row, String column) {
        @Nullable List<String> list = row.getList(column, String.class);
        return list == null ? List.of() : list;
    }

    private static String text(Row row, String column) {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
