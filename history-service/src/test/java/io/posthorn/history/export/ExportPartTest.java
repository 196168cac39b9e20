// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.sealing.TestSeals;
import io.posthorn.history.security.Reach;
import io.posthorn.history.tier.Owner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportPartTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);
    private static final ExportQuery ALL = query(Instant.EPOCH, NOON.plusSeconds(3600));

    private static final ExportTokens TOKENS = ExportTokens.of(TestSeals.SEAL, ALL, Reach.WHOLE);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static ExportQuery query(Instant from, Instant to) {
        return new ExportQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), from, to);
    }

    /** Each a second after the one before. */
    private static List<ExportStep> steps(String user, int count) {
        TestMessages messages = new TestMessages(user);
        return IntStream.range(0, count)
                .mapToObj(i -> messages.next(i, NOON.plusSeconds(i), i % 2 == 0 ? "chat" : "system"))
                .map(each -> ExportStep.row(Owner.user(user), each))
                .toList();
    }

    private ExportPart part(ExportQuery query, PartSize size, Reach reach) {
        ExportRequest request = new ExportRequest(query, new NdjsonFormat(), size, Optional.empty());
        return new ExportPart(request, reach, TOKENS, 4, () -> {});
    }

    private List<ExportLine> lines() {
        return Stream.of(out.toString(StandardCharsets.UTF_8).split("\n"))
                .map(line -> ExportJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<ExportLine> write(ExportPart part, List<ExportStep> steps) throws IOException {
        part.writeRows(steps.iterator(), out);
        part.writeEnd(out);
        return lines();
    }

    @Test
    void rowsAreNumberedAndThenItIsWhole() throws IOException {
        List<ExportStep> steps = steps("u", 3);

        List<ExportLine> lines = write(part(ALL, new PartSize(10, 1 << 20, LONG), Reach.WHOLE), steps);

        assertThat(lines).hasSize(4);
        for (int i = 0; i < 3; i++) {
            ExportRow row = (ExportRow) lines.get(i);
            assertThat(row.number()).isEqualTo(i + 1);
            assertThat(row.message()).isEqualTo(steps.get(i).message().orElseThrow());
        }
        assertThat(((ExportEnd) lines.get(3)).isWhole()).isTrue();
    }

    @Test
    void whatIsOutsideOfTheTimesOrBeyondReachIsNeitherShownNorCounted() throws IOException {
        ExportQuery query = query(NOON.plusSeconds(2), NOON.plusSeconds(8));
        Reach chat = new Reach(Set.of("chat"), Set.of(), Set.of());

        List<ExportLine> lines = write(part(query, new PartSize(10, 1 << 20, LONG), chat), steps("u", 20));

        assertThat(lines.stream()
                        .filter(ExportRow.class::isInstance)
                        .map(each -> ((ExportRow) each).message().getPosition().getOffset()))
                .containsExactly(2L, 4L, 6L);
        assertThat(((ExportEnd) lines.get(3)).rows()).isEqualTo(3);
    }

    /** Also of one that begins like the key of everyone's rows. */
    @Test
    void whatIsOfOthersOrOfEveryoneIsBeyondAReachOfUsers() throws IOException {
        Reach ofE = new Reach(Set.of(), Set.of(), Set.of("e"));
        List<ExportStep> steps = new ArrayList<>(steps("eve", 1));
        steps.addAll(steps("bob", 1));
        steps.add(ExportStep.row(Owner.everyoneOn(3), new TestMessages("").next(9, NOON, "system")));

        List<ExportLine> lines = write(part(ALL, new PartSize(10, 1 << 20, LONG), ofE), steps);

        assertThat(lines).hasSize(2);
        assertThat(((ExportRow) lines.get(0)).message().getUser()).isEqualTo("eve");
        assertThat(((ExportEnd) lines.get(1)).rows()).isEqualTo(1);
    }

    @Test
    void aPartEndsWithTheRowThatReachesItsSize() throws IOException {
        List<ExportLine> byRows = write(part(ALL, new PartSize(2, 1 << 20, LONG), Reach.WHOLE), steps("u", 5));

        assertThat(byRows).hasSize(3);
        ExportEnd end = (ExportEnd) byRows.get(2);
        assertThat(end.isWhole()).isFalse();
        assertThat(end.after()).contains(((ExportRow) byRows.get(1)).after());

        out.reset();
        List<ExportLine> byBytes = write(part(ALL, new PartSize(100, 1, LONG), Reach.WHOLE), steps("u", 5));
        assertThat(byBytes).hasSize(2);
    }

    @Test
    void timeEndsAPartThatShowsNothingYetAndItHasComeOn() throws IOException {
        ExportQuery nothing = query(NOON.plusSeconds(1_000), NOON.plusSeconds(1_001));

        List<ExportLine> lines =
                write(part(nothing, new PartSize(10, 1 << 20, Duration.ZERO), Reach.WHOLE), steps("u", 5));

        ExportEnd end = (ExportEnd) lines.get(0);
        ExportPlace place =
                TOKENS.decode(end.after().orElseThrow()).orElseThrow().place();
        assertThat(place.owner()).isEqualTo(Owner.user("u"));
        assertThat(place.position().getOffset()).isZero();
        assertThat(place.rows()).isZero();
    }

    @Test
    void anOwnerThatIsBegunAgainIsNoStepForward() throws IOException {
        List<ExportStep> rows = steps("u", 3);
        PartSize none = new PartSize(10, 1 << 20, Duration.ZERO);
        ExportToken before = new ExportToken(
                ALL.to(), new ExportPlace(Owner.user("u"), rows.get(1).position(), 2, 2));
        ExportRequest request = new ExportRequest(ALL, new NdjsonFormat(), none, Optional.of(before));
        List<ExportStep> steps =
                List.of(ExportStep.begins(Owner.user("u")), rows.get(2), ExportStep.begins(Owner.user("v")));

        List<ExportLine> lines = write(new ExportPart(request, Reach.WHOLE, TOKENS, 4, () -> {}), steps);

        assertThat(lines).hasSize(2);
        assertThat(((ExportRow) lines.get(0)).number()).isEqualTo(3);
        assertThat(((ExportEnd) lines.get(1)).after()).contains(((ExportRow) lines.get(0)).after());
    }

    @Test
    void aPartThatGoesOnComesFurtherHoweverLittleTimeItHas() throws IOException {
        List<ExportStep> steps = steps("u", 2);
        PartSize none = new PartSize(10, 1 << 20, Duration.ZERO);
        ExportToken before = new ExportToken(
                ALL.to(), new ExportPlace(Owner.user("t"), steps.get(0).position(), 1, 7));
        ExportRequest request = new ExportRequest(ALL, new NdjsonFormat(), none, Optional.of(before));

        List<ExportLine> lines = write(new ExportPart(request, Reach.WHOLE, TOKENS, 4, () -> {}), steps);

        assertThat(lines).hasSize(2);
        assertThat(((ExportRow) lines.get(0)).number()).isEqualTo(8);
        assertThat(((ExportEnd) lines.get(1)).isWhole()).isFalse();
    }

    @Test
    void oneRowIsHeldAtATime() throws IOException {
        AtomicLong read = new AtomicLong();
        AtomicLong written = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Message message = steps("u", 1).get(0).message().orElseThrow();
        Iterator<ExportStep> million = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read.get() < 100_000;
            }

            @Override
            public ExportStep next() {
                most.accumulateAndGet(read.incrementAndGet() - written.get(), Math::max);
                return ExportStep.row(Owner.user("u"), message);
            }
        };
        ExportPart part = part(ALL, new PartSize(Long.MAX_VALUE, Long.MAX_VALUE, LONG), Reach.WHOLE);

        part.writeRows(million, new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written.addAndGet(length > 0 ? 1 : 0);
            }
        });

        assertThat(part.rows()).isEqualTo(100_000);
        assertThat(most).hasValue(1);
    }

    @Test
    void whatFailsInTheMiddleHasNoEnd() {
        Iterator<ExportStep> failing = Stream.concat(steps("u", 3).stream(), Stream.generate(() -> {
                    throw new IllegalStateException("away");
                }))
                .map(ExportStep.class::cast)
                .iterator();
        ExportPart part = part(ALL, new PartSize(10, 1 << 20, LONG), Reach.WHOLE);

        assertThatThrownBy(() -> part.writeRows(failing, out)).hasMessage("away");

        assertThat(part.rows()).isEqualTo(3);
        assertThat(lines()).hasSize(3).allMatch(ExportRow.class::isInstance);
    }
}
