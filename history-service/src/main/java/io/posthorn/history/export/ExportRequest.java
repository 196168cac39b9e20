// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.history.asking.Asked;
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
     * @param tokens of a query; its end may still be another one
     * @throws io.posthorn.history.problem.ProblemException a parameter is not allowed
     */
    static ExportRequest of(
            Asked asked, Function<ExportQuery, ExportTokens> tokens, ExportSettings settings, Instant now) {
        Optional<Instant> end = time(asked, "to");
        ExportQuery query = query(asked, end.orElse(now.truncatedTo(ChronoUnit.MILLIS)));
        Optional<ExportToken> after = asked.given("after")
                .map(text -> tokens.apply(query)
                        .decode(text)
                        .filter(token -> end.isEmpty() || token.to().equals(query.to()))
                        .orElseThrow(() ->
                                Asked.bad("after is not one that an export of this query has given to this reach")));
        return new ExportRequest(
                within(after.map(token -> query.until(token.to())).orElse(query), now),
                format(asked),
                new PartSize(
                        number(asked, "rows", settings.partRows(), settings.mostRows()),
                        number(
                                asked,
                                "bytes",
                                settings.partBytes().toBytes(),
                                settings.mostBytes().toBytes()),
                        settings.partTime()),
                after);
    }

    private static ExportQuery query(Asked asked, Instant to) {
        return new ExportQuery(
                asked.id("user"),
                asked.id("group"),
                asked.id("class"),
                asked.id("hold"),
                time(asked, "from").orElse(Instant.EPOCH),
                to);
    }

    private static ExportQuery within(ExportQuery query, Instant now) {
        if (query.to().isAfter(now)) {
            throw Asked.bad("to must have passed: what is still to come cannot be exported");
        }
        if (!query.from().isBefore(query.to())) {
            throw Asked.bad("from must be before to");
        }
        return query;
    }

    private static ExportFormat format(Asked asked) {
        boolean head = asked.given("header")
                .map(text -> switch (text) {
                    case "present" -> true;
                    case "absent" -> false;
                    default -> throw Asked.bad("header must be present or absent");
                })
                .orElse(true);
        return switch (asked.given("format").orElse("ndjson")) {
            case "ndjson" -> new NdjsonFormat();
            case "csv" -> new CsvFormat(head);
            default -> throw Asked.bad("format must be ndjson or csv");
        };
    }

    private static Optional<Instant> time(Asked asked, String name) {
        return asked.time(name).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static long number(Asked asked, String name, long usual, long most) {
        Optional<String> given = asked.given(name);
        if (given.isEmpty()) {
            return usual;
        }
        if (given.get().matches("[1-9][0-9]{0,17}") && Long.parseLong(given.get()) <= most) {
            return Long.parseLong(given.get());
        }
        throw Asked.bad(name + " must be a number from 1 to " + most);
    }
}
