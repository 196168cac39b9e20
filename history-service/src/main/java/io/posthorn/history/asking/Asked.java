// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of a request for a list. Every method refuses what is not allowed with a {@link ProblemException}. */
public record Asked(HttpServletRequest request) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    public static void requireUser(String user) {
        if (!Limits.isId(user)) {
            throw new ProblemException(
                    ProblemType.BAD_USER,
                    "A user id has 1 to 128 characters, none of them a space or a control character.");
        }
    }

    /** @param what as the problem names it */
    public static void requireId(String what, String id) {
        if (!Limits.isId(id)) {
            throw bad(what + " must have 1 to 128 characters, none of them a space or a control character");
        }
    }

    public int limit() {
        String text = request.getParameter("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw bad("limit must be a number from 1 to " + MAX_LIMIT);
        }
        throw bad("limit must be 1 to " + MAX_LIMIT);
    }

    public Order order(Order byDefault) {
        String text = request.getParameter("order");
        if (text == null) {
            return byDefault;
        }
        return switch (text) {
            case "asc" -> Order.OLDEST_FIRST;
            case "desc" -> Order.NEWEST_FIRST;
            default -> throw bad("order must be asc or desc");
        };
    }

    /** As the parameter says it. */
    public static String text(Order order) {
        return order == Order.OLDEST_FIRST ? "asc" : "desc";
    }

    /** Of ISO 8601, from 2000 to 9999. */
    public Optional<Instant> time(String name) {
        return Optional.ofNullable(request.getParameter(name)).map(text -> time(name, text));
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeParseException notATime) {
            throw bad(name + " must be a time as in 2026-11-20T10:00:00Z");
        }
        throw bad(name + " must be in the years 2000 to 9999");
    }

    /** A time that is over. */
    public Instant past(String name, Instant now) {
        Instant time = time(name).orElse(now);
        if (time.isAfter(now)) {
            throw bad(name + " is in the future: what is asked for has not happened yet");
        }
        return time;
    }

    /** Where the page before this one ended. @param reading of what the list had put into the token */
    public <T> Optional<T> next(Continuation list, Function<ByteBuffer, Optional<T>> reading) {
        return Optional.ofNullable(request.getParameter("next"))
                .map(text -> list.decode(text)
                        .flatMap(reading)
                        .orElseThrow(() -> bad("next is not one that this list, in this order, has given")));
    }

    public static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }
}
