// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
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

    /** One field of each. */
    public static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(field).asString()));
        return texts;
    }
}
