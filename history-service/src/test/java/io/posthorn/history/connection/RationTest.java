// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.store.Bulkhead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RationTest {

    private final Bulkhead all = new Bulkhead(3);
    private final List<CompletableFuture<String>> asked = new ArrayList<>();

    private List<CompletableFuture<String>> ask(Ration ration, int times) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(ration.ask(() -> {
                CompletableFuture<String> question = new CompletableFuture<>();
                asked.add(question);
                return question;
            }));
        }
        return answers;
    }

    @Test
    void oneAnswerAsksLittleAtOnceAndLeavesRoomForOthers() {
        ask(new Ration(2, all), 600);
        assertThat(asked).hasSize(2);

        ask(new Ration(2, all), 600);
        assertThat(asked).as("all together").hasSize(3);
    }

    @Test
    void allIsAskedInTheEnd() {
        List<CompletableFuture<String>> answers = ask(new Ration(2, all), 20);
        for (int i = 0; i < asked.size(); i++) {
            asked.get(i).complete("answer " + i);
        }

        assertThat(answers).hasSize(20).allMatch(CompletableFuture::isDone);
        assertThat(answers.get(19).join()).isEqualTo("answer 19");
    }

    @Test
    void whatFailsIsNotFollowedByMore() {
        List<CompletableFuture<String>> answers = ask(new Ration(2, all), 600);
        asked.get(0).completeExceptionally(new IllegalStateException("away"));
        asked.get(1).complete("late");

        assertThat(asked).hasSize(2);
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(1)).isCompletedWithValue("late");
    }
}
