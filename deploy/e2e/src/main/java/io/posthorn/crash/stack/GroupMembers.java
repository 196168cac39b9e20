// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

/** The members of one group, as one delivery instance knows them and is told of them. */
public final class GroupMembers {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final URI members;
    private final Supplier<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param token with the scope {@code admin} */
    public GroupMembers(URI delivery, String group, Supplier<String> token) {
        this.members = delivery.resolve("/v1/groups/" + group + "/members");
        this.token = token;
    }

    /** Unless nobody can say so at the moment. */
    public void add(String user) {
        ask("PUT", "/" + user);
    }

    /** Unless nobody can say so at the moment. */
    public void remove(String user) {
        ask("DELETE", "/" + user);
    }

    public boolean areAll(Collection<String> users) {
        String known = ask("GET", "");
        return users.stream().allMatch(user -> known.contains("\"" + user + "\""));
    }

    /** @return the answer's body; empty when there was none */
    private String ask(String method, String member) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(members + member))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
