// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Tables;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a running stack hands over, of a user, a class, a group or a legal hold, is proven; and what somebody did in Cassandra before is named. */
@WholeStack
class ExportsE2E {

    private static final String SYSTEM = "messages_90d";
    private static final int SENT = 5;

    @TempDir
    private Path folder;

    // ------------------------------------------------------------ rows of a user, changed in Cassandra

    @ParameterizedTest
    @EnumSource
    void whatWasDoneInCassandraIsNamed(Tampering tampering, Posthorn posthorn) throws Exception {
        TestUser user = posthorn.newUser();
        user.awaitHistory(user.isSent(SENT));
        List<String> named;
        try (Tables tables = new Tables(posthorn)) {
            named = tampering.on(tables, tables.messages(SYSTEM, user));
        }
        Terminal terminal = new Terminal(posthorn, folder);

        export(terminal, "changed", "--user " + user);

        List<String> findings = findings(terminal, "changed");
        assertThat(findings).hasSameSizeAs(named);
        assertThat(named)
                .allSatisfy(begin ->
                        assertThat(findings).anySatisfy(each -> assertThat(each).startsWith(begin)));
    }

    /** What somebody does to the third of five rows. */
    enum Tampering {
        ANOTHER_BODY {
            @Override
            List<String> on(Tables tables, List<Tables.Stored> rows) {
                tables.change(rows.get(2), "body", "Nothing was shipped.");
                return List.of(altered(rows.get(2), rows.get(2).id()));
            }
        },
        ANOTHER_TIME {
            @Override
            List<String> on(Tables tables, List<Tables.Stored> rows) {
                tables.change(rows.get(2), "appended_at", Instant.parse("2026-01-02T03:04:05Z"));
                return List.of(altered(rows.get(2), rows.get(2).id()));
            }
        },
        DELETED {
            @Override
            List<String> on(Tables tables, List<Tables.Stored> rows) {
                tables.delete(rows.get(2));
                return List.of("missing      %s %s: the row after it"
                        .formatted(rows.get(2).user(), rows.get(2).position()));
            }
        },
        SWAPPED {
            @Override
            List<String> on(Tables tables, List<Tables.Stored> rows) {
                tables.change(rows.get(2), "id", rows.get(3).id());
                tables.change(rows.get(3), "id", rows.get(2).id());
                return List.of(
                        altered(rows.get(2), rows.get(3).id()),
                        altered(rows.get(3), rows.get(2).id()));
            }
        };

        /** @return with what each finding begins */
        abstract List<String> on(Tables tables, List<Tables.Stored> rows);
    }

    // ------------------------------------------------------------ of many users

    @ParameterizedTest
    @EnumSource
    void whatIsChosenIsProvenAndAChangedRowOfItIsNamed(Choice choice, Posthorn posthorn) throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Story story = Story.of(posthorn);
        String options = choice.options(posthorn, story, begin);
        List<String> chosen = choice.of(story);
        Terminal terminal = new Terminal(posthorn, folder);

        export(terminal, "whole", options);

        assertThat(terminal.output("deploy/posthorn verify " + folder.resolve("whole")))
                .contains("%1$d rows, %1$d of them proven, 0 findings".formatted(chosen.size()));
        assertThat(rows("whole"))
                .extracting(row -> row.message().getUser() + " "
                        + row.message().getNotification().getId())
                .containsExactlyInAnyOrderElementsOf(chosen);

        Tables.Stored changed;
        try (Tables tables = new Tables(posthorn)) {
            changed = choice.stored(tables, story).get(1);
            tables.change(changed, "body", "Nothing was shipped.");
        }
        export(terminal, "changed", options);

        assertThat(findings(terminal, "changed"))
                .singleElement()
                .satisfies(finding -> assertThat(finding).startsWith(altered(changed, changed.id())));
    }

    /** Two users of a group, each with something beside it. */
    private record Story(
            TestUser one, TestUser other, String group, List<String> toOne, List<String> toBoth, List<String> media) {

        static Story of(Posthorn posthorn) {
            TestUser one = posthorn.newUser();
            TestUser other = posthorn.newUser();
            String group = "group-of-" + one;
            new Operator(posthorn).add(group, one, other);
            List<String> toOne = one.isSent(2);
            List<String> toBoth = new ArrayList<>();
            List<String> media = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Notification.Builder large =
                        posthorn.upstream().notification(other).setClassName("media");
                posthorn.upstream().protobuf(large.build());
                media.add(large.getId());
                toBoth.add(toGroup(posthorn, group));
            }
            Story story = new Story(one, other, group, toOne, toBoth, media);
            awaitAll(one, toOne, toBoth);
            awaitAll(other, media, toBoth);
            return story;
        }

        private static String toGroup(Posthorn posthorn, String group) {
            Notification notification = posthorn.upstream()
                    .notification()
                    .setTarget(Target.newBuilder().setGroup(group))
                    .build();
            posthorn.upstream()
                    .produce(
                            "any",
                            notification.toByteArray(),
                            Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF));
            return notification.getId();
        }

        private static void awaitAll(TestUser user, List<String> some, List<String> others) {
            Patience.await("history has what " + user + " was sent")
                    .untilAsserted(() -> assertThat(user.idsInHistory())
                            .containsExactlyInAnyOrderElementsOf(Stream.of(some, others)
                                    .flatMap(List::stream)
                                    .toList()));
        }

        String hold() {
            return "hold-of-" + one;
        }
    }

    private static List<String> of(TestUser user, List<String> ids) {
        return ids.stream().map(each -> user + " " + each).toList();
    }

    private static List<String> join(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    enum Choice {
        CLASS {
            @Override
            String options(Posthorn posthorn, Story story, Instant begin) {
                return "--class media --from " + begin;
            }

            @Override
            List<String> of(Story story) {
                return ExportsE2E.of(story.other, story.media);
            }

            @Override
            List<Tables.Stored> stored(Tables tables, Story story) {
                return tables.messages("messages_15d", story.other);
            }
        },
        GROUP {
            @Override
            String options(Posthorn posthorn, Story story, Instant begin) {
                return "--group " + story.group;
            }

            @Override
            List<String> of(Story story) {
                return join(ExportsE2E.of(story.one, story.toBoth), ExportsE2E.of(story.other, story.toBoth));
            }

            @Override
            List<Tables.Stored> stored(Tables tables, Story story) {
                return tables.messages(SYSTEM, story.other);
            }
        },
        HOLD {
            @Override
            String options(Posthorn posthorn, Story story, Instant begin) {
                String hold = "{\"id\":\"%s\",\"users\":[\"%s\"]}".formatted(story.hold(), story.one);
                HttpResponse<String> placed = Http.post(
                        posthorn.history().uri().resolve("/v1/holds?purpose=case+17"),
                        hold,
                        "Authorization",
                        bearer(posthorn),
                        "Content-Type",
                        "application/json");
                assertThat(placed.statusCode()).as(placed.body()).isEqualTo(202);
                Patience.await(story.hold() + " is active")
                        .until(() -> Http.json(Http.get(
                                        posthorn.history().uri().resolve("/v1/holds/" + story.hold()),
                                        "Authorization",
                                        bearer(posthorn)))
                                .path("state")
                                .asString()
                                .equals("active"));
                return "--hold " + story.hold();
            }

            private static String bearer(Posthorn posthorn) {
                return "Bearer " + posthorn.token("admin-1", "admin");
            }

            @Override
            List<String> of(Story story) {
                return ExportsE2E.of(story.one, join(story.toOne, story.toBoth));
            }

            @Override
            List<Tables.Stored> stored(Tables tables, Story story) {
                return tables.held(story.hold());
            }
        };

        /** What the command is asked for. */
        abstract String options(Posthorn posthorn, Story story, Instant begin);

        /** User and id of each row. */
        abstract List<String> of(Story story);

        /** Rows that are read for it. */
        abstract List<Tables.Stored> stored(Tables tables, Story story);
    }

    // ------------------------------------------------------------

    private void export(Terminal terminal, String name, String options) {
        terminal.output("deploy/posthorn export %s %s --purpose 'case 17'".formatted(folder.resolve(name), options));
    }

    /** Of an export that is not as it should be. */
    private List<String> findings(Terminal terminal, String name) throws IOException, InterruptedException {
        Terminal.Outcome verified = terminal.run("deploy/posthorn verify " + folder.resolve(name));
        assertThat(verified.exitCode()).as(verified.output()).isEqualTo(1);
        return verified.output()
                .lines()
                .filter(line -> line.matches("(altered|missing|out of order) .*"))
                .toList();
    }

    /** @param id that it names now */
    private static String altered(Tables.Stored row, String id) {
        return "altered      %s %s (orders/%s), row ".formatted(row.user(), row.position(), id);
    }

    private List<ExportRow> rows(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve("part-00001.ndjson")).stream()
                .map(line -> ExportJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(ExportRow.class::isInstance)
                .map(ExportRow.class::cast)
                .toList();
    }
}
