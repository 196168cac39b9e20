// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Which messages a hold keeps, as JSON. */
public final class CriteriaJson {

    private static final Set<String> FIELDS = Set.of("id", "users", "groups", "classes", "from", "to");

    private CriteriaJson() {}

    public static void write(JsonGenerator json, Criteria criteria) {
        write(json, "users", criteria.users());
        write(json, "groups", criteria.groups());
        write(json, "classes", criteria.classes());
        criteria.from().ifPresent(from -> json.writeStringProperty("from", from.toString()));
        criteria.to().ifPresent(to -> json.writeStringProperty("to", to.toString()));
    }

    private static void write(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** @throws io.posthorn.history.problem.ProblemException something is not allowed, or nothing is said */
    public static Criteria read(JsonNode body) {
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Requests.bad("A hold has id, users, groups, classes, from and to, and nothing else.");
                });
        Criteria criteria = new Criteria(
                ids(body, "users"), ids(body, "groups"), ids(body, "classes"), time(body, "from"), time(body, "to"));
        if (criteria.isEmpty()) {
            throw Requests.bad("A hold needs at least one of users, groups, classes, from and to.");
        }
        if (criteria.from().isPresent()
                && criteria.to().isPresent()
                && !criteria.from().get().isBefore(criteria.to().get())) {
            throw Requests.bad("from must be before to.");
        }
        return criteria;
    }

    private static List<String> ids(JsonNode body, String field) {
        JsonNode given = body.path(field);
        if (given.isMissingNode()) {
            return List.of();
        }
        if (!given.isArray() || given.isEmpty() || given.size() > Criteria.MOST) {
            throw Requests.bad("%s must be a list of 1 to %d.".formatted(field, Criteria.MOST));
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode each : given) {
            if (!each.isString()) {
                throw Requests.bad(field + " must be texts.");
            }
            ids.add(Requests.requireId(each.asString(), field));
        }
        return ids;
    }

    private static Optional<Instant> time(JsonNode body, String field) {
        JsonNode given = body.path(field);
        if (given.isMissingNode()) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(given.asString());
            if (time.isBefore(Instant.parse("2000-01-01T00:00:00Z"))
                    || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
                throw Requests.bad(field + " must be in the years 2000 to 9999.");
            }
            return Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            throw Requests.bad(field + " must be a UTC time as 2026-11-20T10:00:00Z.");
        }
    }
}
