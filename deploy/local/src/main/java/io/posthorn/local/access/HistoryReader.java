// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import io.posthorn.local.running.RunningStack;
import io.posthorn.local.stack.Service;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A user's messages as history-service has them, page by page. */
public final class HistoryReader {

    private static final int LARGEST_PAGE = 500;

    private final StackHttp http = new StackHttp();
    private final URI history;
    private final String token;

    public HistoryReader(RunningStack stack, String token) {
        this(stack.uri(Service.HISTORY), token);
    }

    HistoryReader(URI history, String token) {
        this.history = history;
        this.token = token;
    }

    /**
     * @param order {@code asc} or {@code desc}
     * @param purpose why somebody else's messages are read
     */
    public record Question(String user, String order, int limit, Optional<String> purpose) {

        public Question {
            if (limit < 1) {
                throw new IllegalArgumentException("limit is " + limit + ", allowed: 1 or more");
            }
        }

        Map<String, String> parameters(int wanted, Optional<String> next) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("order", order);
            parameters.put("limit", String.valueOf(Math.min(wanted, LARGEST_PAGE)));
            purpose.ifPresent(text -> parameters.put("purpose", text));
            next.ifPresent(text -> parameters.put("next", text));
            return parameters;
        }
    }

    /** @return how many there were */
    public int read(Question question, Consumer<JsonNode> message) throws InterruptedException {
        int read = 0;
        Optional<String> next = Optional.empty();
        do {
            JsonNode page = http.get(uri(question, question.limit() - read, next), token);
            page.path("messages").forEach(message);
            read += page.path("messages").size();
            next = Optional.of(page.path("next")).filter(JsonNode::isString).map(JsonNode::asString);
        } while (next.isPresent() && read < question.limit());
        return read;
    }

    private URI uri(Question question, int wanted, Optional<String> next) {
        return history.resolve("/v1/users/" + StackHttp.encode(question.user()) + "/messages"
                + StackHttp.query(question.parameters(wanted, next)));
    }
}
