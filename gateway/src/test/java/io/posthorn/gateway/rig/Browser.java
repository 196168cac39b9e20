// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A page of an allowed origin, and the cookie that it was given. */
public final class Browser {

    public static final String ORIGIN = "Origin: https://app.example.org";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private String cookie = "";

    /** Logged in. */
    public static Browser with(int port, String token) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.login(port, token);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return browser;
    }

    public HttpResponse<String> login(int port, String token) {
        HttpResponse<String> answer = ask(port, "POST", "Authorization: Bearer " + token, ORIGIN);
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
        return answer;
    }

    public HttpResponse<String> show(int port) {
        return ask(port, "GET", cookie());
    }

    public HttpResponse<String> logout(int port) {
        return ask(port, "DELETE", cookie(), ORIGIN);
    }

    /** Shakes hands by cookie. */
    public RawSocket connect(int port) {
        return RawSocket.handshake(port, cookie(), ORIGIN, "Sec-WebSocket-Protocol: posthorn.v1.json");
    }

    /** As a header. */
    public String cookie() {
        return "Cookie: " + cookie;
    }

    /** Without its name. */
    public String secret() {
        return cookie.substring(cookie.indexOf('=') + 1);
    }

    /** @param headers {@code name: value} */
    public static HttpResponse<String> ask(int port, String method, String... headers) {
        List<String> namesAndValues = new ArrayList<>();
        Arrays.stream(headers).map(header -> header.split(": ", 2)).forEach(header -> {
            namesAndValues.add(header[0]);
            namesAndValues.add(header[1]);
        });
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/session"))
                .method(method, BodyPublishers.noBody());
        if (!namesAndValues.isEmpty()) {
            request.headers(namesAndValues.toArray(String[]::new));
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
