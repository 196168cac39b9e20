// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestExports;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of many rows: whole, in order, resumed at any byte. */
@SharedHistory
class ExportIT {

    private static final String HEAVY = "heavy-1";
    private static final int HEAVY_ROWS = 5_000;
    private static final int USERS = 60;
    private static final int ROWS_EACH = 20;
    private static final int BROADCASTS = 7;
    private static final Instant FIRST =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(3));

    private static TestLog log;
    private static TestExports exports;
    private static TokenIssuer issuer;
    private static String auditor;
    /** Key of the owner → what was committed. */
    private static final Map<String, List<Message>> committed = new LinkedHashMap<>();

    @BeforeAll
    static void commitAll() {
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        commit(Exports.messages(HEAVY, HEAVY_ROWS, FIRST, Duration.ofSeconds(3)));
        for (int i = 0; i < USERS; i++) {
            String user = (i % 2 == 0 ? "even-" : "odd-") + i;
            commit(Exports.messages(user, ROWS_EACH, FIRST, Duration.ofHours(1)));
        }
        TestMessages everyone = new TestMessages("");
        List<Message> broadcasts = new ArrayList<>();
        for (int i = 0; i < BROADCASTS; i++) {
            broadcasts.add(everyone.next(900_000 + i, FIRST.plusSeconds(i), "system"));
        }
        log.commit(3, broadcasts.stream().map(TestLog::fact).toArray(MessageRecord[]::new));
        committed.put("everyone 3", broadcasts);
        log.awaitDone(Topic.MESSAGES);
    }

    private static void commit(List<Message> messages) {
        log.commit(messages);
        committed.put(messages.get(0).getUser(), messages);
    }

    @Test
    void aUsersRowsAreThereOnceToTheBitAndInLogOrder() {
        List<ExportLine> export = Exports.lines(exports.export(auditor, "user=" + HEAVY));

        List<ExportRow> rows = Exports.rows(export);
        assertThat(rows.stream().map(ExportRow::message)).isEqualTo(committed.get(HEAVY));
        assertThat(rows.get(HEAVY_ROWS - 1).number()).isEqualTo(HEAVY_ROWS);
        assertThat(Exports.end(export).isWhole()).isTrue();
        assertThat(Exports.end(export).rows()).isEqualTo(HEAVY_ROWS);
        assertThat(Exports.end(export).query()).containsEntry("user", HEAVY).containsKeys("from", "to");
    }

    @Test
    void cutAtAnyByteItGoesOnWithTheSameBytes() {
        String query = "user=" + HEAVY + "&from=" + FIRST.plusSeconds(3_000) + "&to=" + FIRST.plusSeconds(12_000);
        byte[] whole = exports.export(auditor, query);
        assertThat(Exports.rows(whole)).hasSize(3_000);
        Random random = new Random(12);
        for (int i = 0; i < 6; i++) {
            byte[] kept = Exports.wholeLines(Arrays.copyOf(whole, 1_000 + random.nextInt(whole.length - 1_000)));

            byte[] rest = exports.export(
                    auditor, query + "&after=" + Exports.lastRow(kept).after());

            assertThat(Exports.join(kept, rest)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows=1", "rows=7", "bytes=30000", "rows=1000000"})
    void partsOfAllOwnersJoinWithoutARepeatOrAHole(String size) {
        // Without the heavy user, who is of another class of users here.
        String token =
                issuer.token(TokenRequest.auditor("auditor-2", Map.of("userPrefixes", List.of("even-1", "odd-5"))));
        List<ExportRow> rows = exports.parts(token, "group=eng", size);

        Map<String, List<Message>> byOwner = new LinkedHashMap<>();
        rows.forEach(row ->
                byOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row.message()));
        Map<String, List<Message>> expected = new LinkedHashMap<>();
        committed.forEach((owner, messages) -> {
            if (owner.startsWith("even-1") || owner.startsWith("odd-5")) {
                expected.put(
                        owner,
                        messages.stream()
                                .filter(each -> each.getGroup().equals("eng"))
                                .toList());
            }
        });
        assertThat(byOwner).isEqualTo(expected);
        assertThat(rows.stream().map(ExportRow::number))
                .isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
        assertThat(ownersInARow(rows)).as("an owner's rows stand together").doesNotHaveDuplicates();
    }

    private static List<String> ownersInARow(List<ExportRow> rows) {
        List<String> owners = new ArrayList<>();
        for (ExportRow row : rows) {
            if (owners.isEmpty() || !owners.get(owners.size() - 1).equals(row.owner())) {
                owners.add(row.owner());
            }
        }
        return owners;
    }

    @Test
    void everythingOfAClassAndATimeIsThereAlsoWhatIsEveryones() {
        Instant to = FIRST.plusSeconds(60);
        List<ExportRow> rows = Exports.rows(exports.export(auditor, "class=system&from=" + FIRST + "&to=" + to));

        Set<Message> expected = new HashSet<>();
        committed
                .values()
                .forEach(all -> all.stream()
                        .filter(each -> each.getNotification().getClassName().equals("system"))
                        .filter(each -> each.getPosition().getAppendedAt() < to.toEpochMilli())
                        .forEach(expected::add));
        assertThat(expected).hasSizeGreaterThan(BROADCASTS);
        assertThat(rows.stream().map(ExportRow::message)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows.stream().filter(row -> row.owner().equals("everyone 3")).map(ExportRow::partition))
                .hasSize(BROADCASTS)
                .containsOnly(3);
    }

    @Test
    void nothingIsAWholeExportToo() {
        List<ExportLine> export = Exports.lines(exports.export(auditor, "user=nobody-1"));

        assertThat(Exports.rows(export)).isEmpty();
        assertThat(Exports.end(export).isWhole()).isTrue();
    }

    @Test
    void csvIsForSpreadsheetsAndGoesOnWithoutAHead() {
        String query = "user=even-0&format=csv&to=" + FIRST.plusSeconds(90_000);
        String whole = text(exports.export(auditor, query));
        List<String> lines = List.of(whole.split("\r\n"));

        assertThat(lines.get(0))
                .startsWith("kind,row,partition,user,era,offset,appendedAt")
                .endsWith(",after");
        assertThat(lines).hasSize(ROWS_EACH + 2);
        assertThat(lines.get(ROWS_EACH + 1)).startsWith("end," + ROWS_EACH + ",");
        String after = lines.get(5).substring(lines.get(5).lastIndexOf(',') + 1);

        String rest = text(exports.export(auditor, query + "&header=absent&after=" + after));

        assertThat(String.join("\r\n", lines.subList(0, 6)) + "\r\n" + rest).isEqualTo(whole);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
