// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.OpenLoop;
import io.posthorn.bench.load.Schedule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions by HTTP at a rate, whatever happens to those before; each answer is checked. */
final class Questions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI history;
    private final String token;
    private final int rate;

    Questions(URI history, String token, int rate) {
        this.history = history;
        this.token = token;
        this.rate = rate;
    }

    /** @param path with its query */
    record Question(String path, Predicate<JsonNode> isRight) {}

    /** @param wrong answers that were none, or not what was written */
    record Answers(Latencies.Percentiles latencies, long right, long wrong) {}

    /** @param nth which question is asked when */
    Answers ask(int count, IntFunction<Question> nth) throws InterruptedException {
        Latencies latencies = new Latencies();
        LongAdder right = new LongAdder();
        List<CompletableFuture<?>> all = new ArrayList<>(count);
        Schedule schedule = new Schedule(System.nanoTime(), rate);
        new OpenLoop(schedule).run(0, count, i -> {
            Question question = nth.apply(i);
            all.add(http.sendAsync(request(question), HttpResponse.BodyHandlers.ofByteArray())
                    .handle((answer, failure) -> {
                        latencies.record(System.nanoTime() - schedule.dueAt(i));
                        if (answer != null && isRight(question, answer)) {
                            right.increment();
                        }
                        return answer;
                    }));
        });
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        return new Answers(latencies.percentiles(), right.sum(), count - right.sum());
    }

    private HttpRequest request(Question question) {
        return HttpRequest.newBuilder(history.resolve(question.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("X-Purpose", "benchmark")
                .build();
    }

    private static boolean isRight(Question question, HttpResponse<byte[]> answer) {
        try {
            return answer.statusCode() == 200 && question.isRight.test(JSON.readTree(answer.body()));
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
