// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.local.export.HistoryHttp.NotNow;
import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Asks again while history is busy or away: of thousands of questions none ends an export. Of any thread. */
final class PatientHistory {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CUTS = 10;

    private final HistoryHttp http;
    private final Consumer<String> log;
    private final Clock clock;
    private final Retry retry;

    PatientHistory(HistoryHttp http, Consumer<String> log, Clock clock, Retry retry) {
        this.http = http;
        this.log = log;
        this.clock = clock;
        this.retry = retry;
    }

    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** @throws StackFailure it is refused, or there is no answer for too long */
    JsonNode get(String path, Map<String, String> parameters) throws InterruptedException {
        return answer(path, () -> http.get(path, parameters));
    }

    /**
     * Empty: there is none, or none yet.
     *
     * @throws StackFailure it is refused, or there is no answer for too long
     */
    Optional<JsonNode> find(String path, Map<String, String> parameters) throws InterruptedException {
        return answer(path, () -> http.find(path, parameters));
    }

    private <T> T answer(String path, Question<T> question) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        for (int cuts = 0; ; ) {
            Duration pause = PAUSE;
            try {
                return question.ask();
            } catch (NotNow notNow) {
                pause = notNow.delay();
                say(notNow.getMessage());
            } catch (IOException cut) {
                cuts++;
                say("%s was not answered: %s. Going on.".formatted(path, cut.getMessage()));
            }
            if (cuts == CUTS || clock.instant().isAfter(end)) {
                throw new StackFailure(path + " is not answered. Run the same again: it goes on there.");
            }
            retry.after(pause);
        }
    }

    private synchronized void say(String line) {
        log.accept(line);
    }
}
