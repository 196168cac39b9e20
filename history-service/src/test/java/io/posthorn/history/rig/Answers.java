// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What every answer of the service has. */
public final class Answers {

    private Answers() {}

    /** Of an answer that nobody keeps. */
    public static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return RunningHistory.json(answer);
    }

    public static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = RunningHistory.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:posthorn:problem:" + type);
        assertThat(problem.path("detail").asString()).isNotEmpty();
    }

    /**
     * All of a list, page by page.
     *
     * @param asking for a page; what it gets is to be put behind the path: nothing, or the parameter {@code next}
     * @param list its name in a page
     */
    public static List<JsonNode> walk(Function<String, HttpResponse<String>> asking, String list) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ok(asking.apply(next.isEmpty() ? "" : "&next=" + next));
            page.path(list).forEach(all::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return all;
    }

    /** One field of each. */
    public static List<String> texts(Iterable<JsonNode> array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(field).asString()));
        return texts;
    }
}
