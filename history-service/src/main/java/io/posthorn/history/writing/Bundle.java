// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Rows of one partition that are written in one request, in the order of the log. */
record Bundle(List<NewRow> rows) {

    /** @param bytes of all rows together; a larger row is a bundle of its own */
    record Size(int rows, long bytes) {}

    Bundle {
        rows = List.copyOf(rows);
    }

    static Bundle of(NewRow row) {
        return new Bundle(List.of(row));
    }

    /** Each row is in one bundle; bundles stand in the order of their first rows. */
    static List<Bundle> of(List<NewRow> rows, Size most) {
        List<Filling> all = new ArrayList<>();
        Map<Home, Filling> open = new HashMap<>();
        for (NewRow row : rows) {
            Filling filling = open.get(row.home());
            if (filling == null || !filling.hasRoom(row, most)) {
                filling = new Filling();
                open.put(row.home(), filling);
                all.add(filling);
            }
            filling.add(row);
        }
        return all.stream().map(each -> new Bundle(each.rows)).toList();
    }

    private static final class Filling {

        private final List<NewRow> rows = new ArrayList<>();
        private long bytes;

        boolean hasRoom(NewRow row, Size most) {
            return rows.size() < most.rows() && bytes + row.bytes() <= most.bytes();
        }

        void add(NewRow row) {
            rows.add(row);
            bytes += row.bytes();
        }
    }

    Home home() {
        return rows.get(0).home();
    }

    /** Without those whose time has passed. */
    List<Fresh> fresh(Instant now) {
        List<Fresh> fresh = new ArrayList<>();
        for (NewRow row : rows) {
            OptionalInt left = row.secondsLeft(now);
            if (left.isPresent()) {
                fresh.add(new Fresh(row, left.getAsInt()));
            }
        }
        return fresh;
    }

    /** Of its rows, in their order, when those that were {@link #fresh} then are written. */
    List<Outcome> outcomes(Instant then) {
        return rows.stream()
                .map(row -> row.secondsLeft(then).isPresent() ? new Outcome.Written() : (Outcome) new Outcome.Gone())
                .toList();
    }

    /** Each row by itself. */
    List<Bundle> apart() {
        return rows.stream().map(row -> of(row)).toList();
    }
}
