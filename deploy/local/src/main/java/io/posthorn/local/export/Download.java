// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.local.export.HistoryHttp.NotNow;
import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Fills a folder with an export, and goes on where it stopped whenever it is run again. */
public final class Download {

    private static final int CUTS_WITHOUT_PROGRESS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** With a service that says when to ask again: history may have a long outage to write off. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final ExportFolder folder;
    private final HistoryHttp http;
    private final Request request;
    private final Consumer<String> log;
    private final Clock clock;
    private final Retry retry;
    private final Manner manner;
    /** Where the times of an export end whose request names no end, once history has said so. */
    private Optional<String> to = Optional.empty();

    /**
     * What is asked for.
     *
     * @param query parameters of the export without those of parts
     * @param rows of a part at most
     * @param bytes of a part at most
     * @param purpose is not kept in the folder: each run says its own
     */
    public record Request(Map<String, String> query, long rows, long bytes, String purpose) {

        Map<String, String> asMap() {
            Map<String, String> map = new TreeMap<>(query);
            map.put("rows", String.valueOf(rows));
            map.put("bytes", String.valueOf(bytes));
            return map;
        }

        private Map<String, String> parameters(Optional<String> after, Optional<String> to, PartFile part) {
            Map<String, String> parameters = new TreeMap<>(query);
            parameters.put("rows", String.valueOf(Math.max(1, rows - part.rows())));
            parameters.put("bytes", String.valueOf(Math.max(1, bytes - part.bytes())));
            parameters.put("purpose", purpose);
            after.ifPresent(token -> parameters.put("after", token));
            to.ifPresent(end -> parameters.putIfAbsent("to", end));
            return parameters;
        }
    }

    public Download(ExportFolder folder, URI history, String token, Request request, Consumer<String> log) {
        this(folder, history, token, request, log, Manner.usual());
    }

    Download(ExportFolder folder, URI history, String token, Request request, Consumer<String> log, Manner manner) {
        this.folder = folder;
        this.http = new HistoryHttp(history, token);
        this.request = request;
        this.log = log;
        this.clock = manner.clock();
        this.retry = manner.retry();
        this.manner = manner;
    }

    /** @throws StackFailure it is refused, or the folder holds another export */
    public Manifest run() throws IOException, InterruptedException {
        Files.createDirectories(folder.path());
        Optional<JsonNode> manifest = folder.read(ExportFolder.MANIFEST);
        requireSameRequest();
        if (manifest.isPresent()) {
            log.accept("The export is whole already.");
            return ManifestJson.read(manifest.get());
        }
        folder.write(ExportFolder.REQUEST, request.asMap());
        int parts = parts();
        PatientHistory patient = new PatientHistory(http, log, clock, retry);
        LeafProofs proofs = new LeafProofs(patient, request.purpose());
        Manifest made = new TreeDownload(folder, patient, proofs, manner, log).run(parts);
        folder.write(ExportFolder.MANIFEST, ManifestJson.write(made));
        return made;
    }

    private void requireSameRequest() throws IOException {
        Optional<JsonNode> before = folder.read(ExportFolder.REQUEST);
        Map<String, String> asked = new TreeMap<>();
        before.ifPresent(json -> json.properties()
                .forEach(each -> asked.put(each.getKey(), each.getValue().asString(""))));
        if (before.isPresent() && !asked.equals(request.asMap())) {
            throw new StackFailure("%s holds another export, %s: choose another folder, or ask for the same."
                    .formatted(folder.path(), asked));
        }
    }

    private int parts() throws IOException, InterruptedException {
        Optional<String> after = Optional.empty();
        for (int number = 1; ; number++) {
            ExportEnd end = part(number, after);
            if (end.isWhole()) {
                return number;
            }
            after = end.after();
        }
    }

    private ExportEnd part(int number, Optional<String> begin) throws IOException, InterruptedException {
        PartFile part = PartFile.open(folder.file(ExportFolder.partName(number)));
        int cuts = 0;
        Instant since = clock.instant();
        while (part.end().isEmpty()) {
            switch (fetch(part, part.after().or(() -> begin))) {
                case FURTHER -> {
                    cuts = 0;
                    since = clock.instant();
                }
                case CUT -> {
                    cuts++;
                    retry.after(PAUSE);
                }
                case NOT_NOW -> {}
            }
            if (cuts >= CUTS_WITHOUT_PROGRESS || clock.instant().isAfter(since.plus(PATIENCE))) {
                throw new StackFailure(
                        "Part %d does not come further. Run the same again: it goes on there.".formatted(number));
            }
        }
        ExportEnd end = part.end().orElseThrow();
        log.accept("part %d: %d rows in all".formatted(number, end.rows()));
        return end;
    }

    /** What an answer brought. */
    private enum Brought {
        FURTHER,
        NOT_NOW,
        CUT
    }

    private Brought fetch(PartFile part, Optional<String> after) throws InterruptedException, IOException {
        long before = part.rows();
        try (InputStream answer = http.stream("/v1/export", request.parameters(after, to, part))) {
            if (part.append(answer)) {
                return Brought.FURTHER;
            }
            log.accept("The answer was cut. Going on.");
        } catch (NotNow notNow) {
            log.accept(notNow.getMessage());
            to = to.or(notNow::to);
            retry.after(notNow.delay());
            return Brought.NOT_NOW;
        } catch (IOException cut) {
            log.accept("The answer was cut: " + cut.getMessage() + ". Going on.");
            if (part.rows() > before) {
                return Brought.FURTHER;
            }
        }
        return Brought.CUT;
    }
}
