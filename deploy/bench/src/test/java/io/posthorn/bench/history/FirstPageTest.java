// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class FirstPageTest {

    private final Cast cast = new Cast(new HistoryPlan.Messages(12, 2, 2, 10, 1));

    @Test
    void theNewestComeFirstOrTheOldest() {
        assertThat(isRight("desc", 11, 9)).isTrue();
        assertThat(isRight("asc", 1, 3)).isTrue();
    }

    @Test
    void anAnswerThatLacksARowHasOneTooManyOrAnotherOrderIsWrong() {
        assertThat(isRight("desc", 11)).isFalse();
        assertThat(isRight("desc", 11, 9, 7)).isFalse();
        assertThat(isRight("desc", 9, 11)).isFalse();
        assertThat(isRight("desc")).isFalse();
    }

    @Test
    void soIsOneWithAnotherBody() {
        ObjectNode answer = answer(11, 9);
        ((ObjectNode) answer.path("messages").path(1)).put("body", "another");

        assertThat(new FirstPage(cast, 1, "desc", 2).question().isRight().test(answer))
                .isFalse();
    }

    @Test
    void asksForThatUser() {
        assertThat(new FirstPage(cast, 2, "asc", 50).question().path())
                .isEqualTo("/v1/users/heavy-user/messages?order=asc&limit=50");
    }

    private boolean isRight(String order, int... numbers) {
        return new FirstPage(cast, 1, order, 2).question().isRight().test(answer(numbers));
    }

    private ObjectNode answer(int... numbers) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode messages = answer.putArray("messages");
        for (int number : numbers) {
            messages.addObject().put("id", Cast.id(number)).put("body", cast.body(number));
        }
        return answer;
    }
}
