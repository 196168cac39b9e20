// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.PosthornClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Somebody with devices. */
public final class TestUser {

    private static final int PAGE = 100;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Posthorn posthorn;
    private final String name;
    private final String token;

    TestUser(Posthorn posthorn, String name) {
        this.posthorn = posthorn;
        this.name = name;
        this.token = posthorn.token(name, "device");
    }

    public String name() {
        return name;
    }

    /** Of scope {@code device}. */
    public String token() {
        return token;
    }

    // ------------------------------------------------------------ devices

    /** Returns when the stream has begun. */
    public TestDevice connect(String device) {
        return connect(device, setup -> setup);
    }

    public TestDevice connect(String device, UnaryOperator<ClientBuilder> setup) {
        return connect(1, device, setup);
    }

    /** @param gateway counted from 1 */
    public TestDevice connect(int gateway, String device) {
        return connect(gateway, device, setup -> setup);
    }

    public TestDevice connect(int gateway, String device, UnaryOperator<ClientBuilder> setup) {
        return dial(gateway, device, setup).awaitLive();
    }

    /** Returns at once. */
    public TestDevice dial(int gateway, String device, UnaryOperator<ClientBuilder> setup) {
        ClientBuilder builder = PosthornClient.builder(posthorn.socket(gateway))
                .token(() -> token)
                .device(device)
                .backoff(FIRST_PAUSE, LONGEST_PAUSE);
        TestDevice connected = new TestDevice(name, device, setup.apply(builder));
        posthorn.add(connected);
        return connected;
    }

    /** What delivery knows of the user's devices, by their own token. */
    public JsonNode devices() {
        HttpResponse<String> answer = devicesAs(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer).get("devices");
    }

    public HttpResponse<String> devicesAs(String otherToken) {
        return Http.get(
                posthorn.delivery().uri().resolve("/v1/users/" + name + "/devices"),
                "Authorization",
                "Bearer " + otherToken);
    }

    /** @throws AssertionError delivery does not know it */
    public JsonNode device(String device) {
        for (JsonNode each : devices()) {
            if (each.get("device").asString().equals(device)) {
                return each;
            }
        }
        throw new AssertionError(device + " is not one of the devices of " + name);
    }

    /** A device that has closed its connection may count as connected for a moment: what is sent then is said to be routed. */
    public void awaitAway() {
        Patience.await("no device of " + name + " is connected")
                .untilAsserted(() -> assertThat(devices())
                        .noneMatch(device -> device.path("connection").isObject()));
    }

    // ------------------------------------------------------------ messages

    /** Returns their ids when Kafka has them. */
    public List<String> isSent(int count) {
        return posthorn.upstream().send(this, count);
    }

    /** All that history has, oldest first, page by page. */
    public List<JsonNode> history() {
        List<JsonNode> messages = new ArrayList<>();
        String query = "?order=asc&limit=" + PAGE;
        String next = "";
        do {
            HttpResponse<String> answer = historyAs(token, query + next);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = Http.json(answer);
            page.get("messages").forEach(messages::add);
            next = page.get("next").isNull() ? "" : "&next=" + page.get("next").asString();
        } while (!next.isEmpty());
        return messages;
    }

    /** @param query with its question mark */
    public HttpResponse<String> historyAs(String otherToken, String query, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + otherToken));
        all.addAll(List.of(headers));
        URI uri = posthorn.history().uri().resolve("/v1/users/" + name + "/messages" + query);
        return Http.get(uri, all.toArray(String[]::new));
    }

    public List<String> idsInHistory() {
        return history().stream().map(message -> message.get("id").asString()).toList();
    }

    /** These and no others, in this order. */
    public void awaitHistory(List<String> ids) {
        Patience.await("history has exactly the " + ids.size() + " messages of " + name)
                .untilAsserted(() -> assertThat(idsInHistory()).isEqualTo(ids));
    }

    @Override
    public String toString() {
        return name;
    }
}
