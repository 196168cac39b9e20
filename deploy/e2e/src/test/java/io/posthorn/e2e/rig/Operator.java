// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Somebody who may change groups, and devices with a token that allows it. */
public final class Operator {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI delivery;
    private final String admin;

    public Operator(Posthorn posthorn) {
        delivery = posthorn.delivery().uri();
        admin = posthorn.token("operator", "admin");
    }

    // ------------------------------------------------------------ groups

    /** Returns when fanout has all of them. */
    public void add(String group, TestUser... users) {
        for (TestUser user : users) {
            assertThat(send("PUT", member(group, user), BodyPublishers.noBody(), admin)
                            .statusCode())
                    .isEqualTo(204);
        }
        for (TestUser user : users) {
            Patience.await(user + " is in group " + group)
                    .until(() -> members(group).contains(user.name()));
        }
    }

    /** Returns when fanout knows. */
    public void remove(String group, TestUser user) {
        assertThat(send("DELETE", member(group, user), BodyPublishers.noBody(), admin)
                        .statusCode())
                .isEqualTo(204);
        Patience.await(user + " has left group " + group)
                .until(() -> !members(group).contains(user.name()));
    }

    private Set<String> members(String group) {
        HttpResponse<String> page = Http.get(
                delivery.resolve("/v1/groups/" + encoded(group) + "/members?limit=1000"),
                "Authorization",
                "Bearer " + admin);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return Http.json(page)
                .get("members")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static String member(String group, TestUser user) {
        return "/v1/groups/" + encoded(group) + "/members/" + encoded(user.name());
    }

    // ------------------------------------------------------------ devices

    /** @param json {@code set}, {@code remove}, {@code clear} */
    public HttpResponse<String> changeAttributes(TestUser user, String device, String json, String token) {
        return send("PATCH", device(user, device) + "/attributes", BodyPublishers.ofString(json), token);
    }

    public HttpResponse<String> forget(TestUser user, String device, String token) {
        return send("DELETE", device(user, device), BodyPublishers.noBody(), token);
    }

    // ------------------------------------------------------------ sessions

    /** Voids all that the user was given up to now. */
    public HttpResponse<String> endSessions(TestUser user) {
        return send("DELETE", sessions(user), BodyPublishers.noBody(), admin);
    }

    /** @param session what its tokens name as {@code sid} */
    public HttpResponse<String> endSession(TestUser user, String session) {
        return send("DELETE", sessions(user) + "/" + encoded(session), BodyPublishers.noBody(), admin);
    }

    private static String sessions(TestUser user) {
        return "/v1/users/" + encoded(user.name()) + "/sessions";
    }

    public String token() {
        return admin;
    }

    private static String device(TestUser user, String device) {
        return "/v1/users/" + encoded(user.name()) + "/devices/" + encoded(device);
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String token) {
        HttpRequest request = HttpRequest.newBuilder(delivery.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
