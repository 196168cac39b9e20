// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * One part that is asked for.
 *
 * @param after absent: the first part
 */
record ExportRequest(ExportQuery query, ExportFormat format, PartSize size, Optional<ExportToken> after) {

    /**
     * @param parameters name → value, null where there is none
     * @param tokens of a query; its end may still be another one
     * @throws ProblemException a parameter is not allowed
     */
    static ExportRequest of(
            Function<String, String> parameters,
            Function<ExportQuery, ExportTokens> tokens,
            ExportSettings settings,
            Instant now) {
        Optional<Instant> end = time(parameters, "to");
        ExportQuery asked = query(parameters, end.orElse(now.truncatedTo(ChronoUnit.MILLIS)));
        Optional<ExportToken> after = given(parameters, "after")
                .map(text -> tokens.apply(asked)
                        .decode(text)
                        .filter(token -> end.isEmpty() || token.to().equals(asked.to()))
                        .orElseThrow(
                                () -> bad("after is not one that an export of this query has given to this reach")));
        return new ExportRequest(
                within(after.map(token -> asked.until(token.to())).orElse(asked), now),
                format(parameters),
                new PartSize(
                        number(parameters, "rows", settings.partRows(), settings.mostRows()),
                        number(
                                parameters,
                                "bytes",
                                settings.partBytes().toBytes(),
                                settings.mostBytes().toBytes()),
                        settings.partTime()),
                after);
    }

    private static ExportQuery query(Function<String, String> parameters, Instant to) {
        return new ExportQuery(
                id(parameters, "user"),
                id(parameters, "group"),
                id(parameters, "class"),
                id(parameters, "hold"),
                time(parameters, "from").orElse(Instant.EPOCH),
                to);
    }

    private static ExportQuery within(ExportQuery query, Instant now) {
        if (query.to().isAfter(now)) {
            throw bad("to must have passed: what is still to come cannot be exported");
        }
        if (!query.from().isBefore(query.to())) {
            throw bad("from must be before to");
        }
        return query;
    }

    private static ExportFormat format(Function<String, String> parameters) {
        boolean head = given(parameters, "header")
                .map(text -> switch (text) {
                    case "present" -> true;
                    case "absent" -> false;
                    default -> throw bad("header must be present or absent");
                })
                .orElse(true);
        return switch (given(parameters, "format").orElse("ndjson")) {
            case "ndjson" -> new NdjsonFormat();
            case "csv" -> new CsvFormat(head);
            default -> throw bad("format must be ndjson or csv");
        };
    }

    private static Optional<String> given(Function<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.apply(name));
    }

    private static Optional<String> id(Function<String, String> parameters, String name) {
        Optional<String> id = given(parameters, name);
        if (id.isPresent() && !Limits.isId(id.get())) {
            throw bad(name + " must be 1 to 128 characters, none of them a space or a control character");
        }
        return id;
    }

    private static Optional<Instant> time(Function<String, String> parameters, String name) {
        try {
            return given(parameters, name).map(Instant::parse).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            throw bad(name + " must be a UTC time like 2026-11-21T09:00:00Z");
        }
    }

    private static long number(Function<String, String> parameters, String name, long usual, long most) {
        Optional<String> given = given(parameters, name);
        if (given.isEmpty()) {
            return usual;
        }
        if (given.get().matches("[1-9][0-9]{0,17}") && Long.parseLong(given.get()) <= most) {
            return Long.parseLong(given.get());
        }
        throw bad(name + " must be a number from 1 to " + most);
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }
}
