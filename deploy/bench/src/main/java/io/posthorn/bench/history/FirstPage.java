// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.history.Questions.Question;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The first page of a user's messages, and whether an answer is it. */
record FirstPage(Cast cast, int user, String order, int limit) {

    Question question() {
        String path = "/v1/users/%s/messages?order=%s&limit=%d".formatted(cast.name(user), order, limit);
        int[] numbers = numbers();
        return new Question(path, answer -> isRight(answer, numbers));
    }

    private int[] numbers() {
        int[] all = cast.of(user);
        return IntStream.range(0, Math.min(limit, all.length))
                .map(nth -> all[order.equals("asc") ? nth : all.length - 1 - nth])
                .toArray();
    }

    private boolean isRight(JsonNode answer, int[] numbers) {
        List<String> wanted = Arrays.stream(numbers)
                .mapToObj(number -> Cast.id(number) + " " + cast.body(number))
                .toList();
        List<String> got = StreamSupport.stream(answer.path("messages").spliterator(), false)
                .map(message -> message.path("id").asString() + " "
                        + message.path("body").asString())
                .toList();
        return wanted.equals(got);
    }
}
