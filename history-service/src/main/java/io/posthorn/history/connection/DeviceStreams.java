// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Months;
import io.posthorn.history.tier.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Reads what a device's stream was at a time. */
final class DeviceStreams {

    /** The newest row of a minute, and the one before it should that be too new. */
    private static final int TWO = 2;

    private static final int CHANGES = 60;
    /** All that can happen to a user within a minute, at the rate of handshakes that a gateway allows. */
    private static final int MINUTE_ROWS = 3_000;
    /** Rows for one page, also when most of them are not shown: then the page ends early. */
    private static final int LOOKED_AT = 20_000;
    /** By which a later record may carry an earlier time. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private final Prepared<Selects> queries;
    private final Cursors cursors;
    private final Prepared<StoredMessages> stored;
    private final Duration knownFor;

    DeviceStreams(Prepared<Selects> queries, Cursors cursors, Prepared<StoredMessages> stored, Duration knownFor) {
        this.queries = queries;
        this.cursors = cursors;
        this.stored = stored;
        this.knownFor = knownFor;
    }

    /**
     * @param shown by class and group
     * @return empty when nothing is on record of the device
     */
    Optional<DeviceStream> read(DeviceStreamQuery query, BiPredicate<String, String> shown) {
        List<Word> words = Answers.of(cursors.words(query.user(), query.device(), query.at()));
        Optional<Instant> forgotten = last(words, Word.Kind.FORGOTTEN).map(Word::at);
        Optional<DeviceState> opened = opened(query)
                .filter(state -> forgotten.map(at -> state.at().isAfter(at)).orElse(true));
        Optional<CursorAt> cursor = CursorAt.of(query.device(), words);
        if (opened.isEmpty() && words.isEmpty()) {
            return Optional.empty();
        }
        Page page = page(query, shown);
        return Optional.of(new DeviceStream(
                opened,
                opened.flatMap(state -> end(query, state)),
                opened.map(state -> attributes(query, state)).orElse(KeptAttributes.NONE),
                cursor,
                last(words, Word.Kind.READ)
                        .filter(word ->
                                forgotten.map(at -> word.at().isAfter(at)).orElse(true))
                        .map(word -> new CursorAt.Said(word.position(), word.at())),
                page.messages,
                page.more));
    }

    private static Optional<Word> last(List<Word> words, Word.Kind kind) {
        return words.stream().filter(each -> each.kind() == kind).reduce((a, b) -> a.isAfter(b) ? a : b);
    }

    // ------------------------------------------------------------ the connection

    private Optional<DeviceState> opened(DeviceStreamQuery query) {
        List<DeviceState> newest =
                states(query, DeviceState.Kind.CONNECTED, query.at().minus(knownFor), TWO);
        if (newest.isEmpty() || !newest.get(0).at().isAfter(query.at())) {
            return newest.stream().findFirst();
        }
        // It connected again later in that minute; what it did before stands only among all that happened.
        return Stream.concat(
                        withinTheMinute(query),
                        newest.stream().skip(1).filter(each -> !each.at().isAfter(query.at())))
                .findFirst();
    }

    private Stream<DeviceState> withinTheMinute(DeviceStreamQuery query) {
        Stretch stretch = Stretch.between(ConnectionFact.minute(query.at()), query.at());
        return Answers.of(queries.get()
                        .connections()
                        .execute(
                                query.user(),
                                ConnectionFact.hour(query.at()),
                                stretch,
                                Order.NEWEST_FIRST,
                                MINUTE_ROWS))
                .stream()
                .filter(each -> each.isConnected() && each.device().equals(query.device()))
                .map(DeviceState::of);
    }

    /** Newest first. */
    private List<DeviceState> states(DeviceStreamQuery query, DeviceState.Kind kind, Instant first, int most) {
        List<DeviceState> found = new ArrayList<>();
        for (int month : Months.between(first, query.at())) {
            if (found.size() < most) {
                found.addAll(queries.get()
                        .states()
                        .execute(query.user(), query.device(), kind, month, first, query.at(), most));
            }
        }
        return found;
    }

    private Optional<SelectConnectionEnd.End> end(DeviceStreamQuery query, DeviceState state) {
        return queries.get()
                .end()
                .execute(query.user(), state.wire().connection())
                .filter(end -> !end.at().isAfter(query.at()));
    }

    private KeptAttributes attributes(DeviceStreamQuery query, DeviceState opened) {
        List<DeviceState> changes =
                new ArrayList<>(states(query, DeviceState.Kind.ATTRIBUTES, opened.at(), CHANGES).stream()
                        .filter(each -> !each.at().isAfter(query.at()))
                        .filter(each -> each.isAfter(opened))
                        .toList());
        changes.sort(Comparator.comparing(DeviceState::at).thenComparing(DeviceState::offset));
        return DeviceStream.changed(opened.attributes(), Collections.unmodifiableList(changes));
    }

    // ------------------------------------------------------------ the messages

    private record Page(List<Message> messages, Optional<Position> more) {}

    private Page page(DeviceStreamQuery query, BiPredicate<String, String> shown) {
        Iterator<Message> rows = stored.get().readNames(Owner.user(query.user()), query.span(), query.order());
        List<Message> messages = new ArrayList<>();
        Position last = Positions.START;
        int looked = 0;
        while (messages.size() < query.limit() && looked < LOOKED_AT && rows.hasNext()) {
            Message row = rows.next();
            looked++;
            last = row.getPosition();
            if (query.order() == Order.OLDEST_FIRST
                    && isAppendedAfter(row, query.at().plus(SKEW))) {
                return new Page(messages, Optional.empty());
            }
            if (!isAppendedAfter(row, query.at())
                    && shown.test(row.getNotification().getClassName(), row.getGroup())) {
                messages.add(row);
            }
        }
        boolean more = looked > 0 && rows.hasNext();
        return new Page(messages, more ? Optional.of(last) : Optional.empty());
    }

    private static boolean isAppendedAfter(Message row, Instant time) {
        return row.getPosition().getAppendedAt() > time.toEpochMilli();
    }
}
