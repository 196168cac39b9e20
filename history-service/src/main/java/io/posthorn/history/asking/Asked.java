// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import io.posthorn.contracts.text.Text;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The parameters of a request. Every method refuses what is not allowed with a {@link ProblemException} that names the parameter and
 * the rule, and never what was given.
 *
 * @param parameters name → values
 */
public record Asked(Map<String, List<String>> parameters) {

    /** Nothing of ours is older, and nothing asked for is later. */
    public static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MOST_VALUES = 50;
    private static final int DAY_CHARACTERS = "2026-11-20".length();
    private static final String TIME = " must be a UTC time like 2026-11-20T10:00:00Z, or a day like 2026-11-20";
    private static final String DAY = " must be a UTC day like 2026-11-20";
    private static final String ID = " must have 1 to 128 characters, none of them a space or a control character";

    public Asked {
        parameters = Map.copyOf(parameters);
    }

    public Asked(HttpServletRequest request) {
        this(request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }

    public static void requireUser(String user) {
        if (!Text.isId(user)) {
            throw new ProblemException(
                    ProblemType.BAD_USER,
                    "A user id has 1 to 128 characters, none of them a space or a control character.");
        }
    }

    /** @param what as the problem names it */
    public static void requireId(String what, String id) {
        if (!Text.isId(id)) {
            throw bad(what + ID);
        }
    }

    public static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }

    // ------------------------------------------------------------ of any kind

    /** As it stands there. Said twice, it is not known which one was meant. */
    public Optional<String> given(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw bad(name + " must be there once at most");
        }
        return all.stream().findFirst();
    }

    private List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    public Optional<String> id(String name) {
        Optional<String> id = given(name);
        id.ifPresent(text -> requireId(name, text));
        return id;
    }

    /** Of a parameter that may be repeated. */
    public Set<String> ids(String name) {
        return names(name, Text::isId);
    }

    /** Of classes. */
    public Set<String> classes() {
        return names("class", each -> each.matches("[a-z][a-z0-9-]{0,31}"));
    }

    private Set<String> names(String name, Predicate<String> isName) {
        List<String> all = all(name);
        if (all.size() > MOST_VALUES || !all.stream().allMatch(isName)) {
            throw bad(name + " must be a name, and be there at most " + MOST_VALUES + " times");
        }
        return Set.copyOf(all);
    }

    /** False unless it is said. */
    public boolean flag(String name) {
        return given(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(name + " must be true or false");
                })
                .orElse(false);
    }

    public Optional<Long> number(String name) {
        Optional<String> text = given(name);
        if (text.isPresent() && !text.get().matches("0|[1-9][0-9]{0,17}")) {
            throw bad(name + " must be a number from 0, in digits without leading zeros");
        }
        return text.map(Long::parseLong);
    }

    public long needed(String name) {
        return number(name).orElseThrow(() -> bad(name + " is missing"));
    }

    // ------------------------------------------------------------ times

    /** In ISO 8601, from 2000 to 9999. A day is its first moment. */
    public Optional<Instant> time(String name) {
        return given(name).map(text -> within(name, text, TIME, Asked::parse));
    }

    private static Instant parse(String text) {
        return text.length() == DAY_CHARACTERS
                ? start(text)
                : OffsetDateTime.parse(text).toInstant();
    }

    /** A UTC day. */
    public Optional<LocalDate> day(String name) {
        return given(name)
                .map(text -> within(name, text, DAY, Asked::start)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate());
    }

    private static Instant start(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant within(String name, String text, String rule, Function<String, Instant> parsing) {
        Instant time;
        try {
            time = parsing.apply(text);
        } catch (DateTimeException notATime) {
            throw bad(name + rule);
        }
        if (!isTime(time)) {
            throw bad(name + " must be in the years 2000 to 9999");
        }
        return time;
    }

    /** Whether anything may be asked of it: a token, too, may name any time. */
    public static boolean isTime(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /** A time that is over. */
    public Instant past(String name, Instant now) {
        Instant time = time(name).orElse(now);
        if (time.isAfter(now)) {
            throw bad(name + " is in the future: what is asked for has not happened yet");
        }
        return time;
    }

    // ------------------------------------------------------------ lists

    public int limit() {
        return given("limit").map(Asked::limit).orElse(DEFAULT_LIMIT);
    }

    private static int limit(String text) {
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw bad("limit must be a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    public Order order(Order byDefault) {
        return order(Order.OLDEST_FIRST, Order.NEWEST_FIRST).orElse(byDefault);
    }

    public <T> Optional<T> order(T ascending, T descending) {
        return given("order").map(text -> switch (text) {
            case "asc" -> ascending;
            case "desc" -> descending;
            default -> throw bad("order must be asc or desc");
        });
    }

    /** As the parameter says it. */
    public static String text(Order order) {
        return order == Order.OLDEST_FIRST ? "asc" : "desc";
    }

    /** Where the page before this one ended. @param reading empty for what the list has not given */
    public <T> Optional<T> next(Function<String, Optional<T>> reading) {
        return given("next").map(text -> reading.apply(text).orElseThrow(Asked::astray));
    }

    /** @param reading of what the list had put into the token */
    public <T> Optional<T> next(Continuation list, Function<ByteBuffer, Optional<T>> reading) {
        return next(text -> list.decode(text).flatMap(reading));
    }

    private static ProblemException astray() {
        return bad("next is not one that this list, in this order, has given");
    }
}
