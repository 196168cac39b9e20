// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.Browser.ORIGIN;
import static io.posthorn.gateway.rig.Browser.ask;
import static io.posthorn.gateway.rig.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not use a cookie, and what becomes of one that was forged, planted, or sent by a page that may not. */
@RealKafka
class SessionAbuseIT {

    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, "session-abuse");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void aCookieWithoutAPageMayLookAndNothingElse() {
        Browser browser = Browser.with(gateway.port(), issuer.token("pageless"));

        try (RawSocket socket = RawSocket.handshake(gateway.port(), browser.cookie(), JSON)) {
            assertProblem(socket, 403);
        }
        assertProblem(ask(gateway.port(), "DELETE", browser.cookie()), 403);
        assertThat(browser.show(gateway.port()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "http://app.example.org",
                "https://app.example.org.evil.example.org",
                "null"
            })
    void anotherPageMayNothing(String origin) {
        String user = "page-" + origin.hashCode();
        Browser browser = Browser.with(gateway.port(), issuer.token(user));
        String page = "Origin: " + origin;

        try (RawSocket socket = RawSocket.handshake(gateway.port(), browser.cookie(), page, JSON)) {
            assertProblem(socket, 403);
        }
        for (String method : List.of("GET", "DELETE")) {
            HttpResponse<String> answer = ask(gateway.port(), method, browser.cookie(), page);
            assertProblem(answer, 403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertProblem(ask(gateway.port(), "POST", bearer(issuer.token(user)), page), 403);
        assertThat(ask(gateway.port(), "OPTIONS", page, "Access-Control-Request-Method: POST")
                        .headers()
                        .map())
                .doesNotContainKeys("Access-Control-Allow-Origin", "access-control-allow-origin");
        assertThat(browser.show(gateway.port()).statusCode()).isEqualTo(200);
    }

    @Test
    void twoOriginsAreNone() {
        Browser browser = Browser.with(gateway.port(), issuer.token("two-origins"));

        try (RawSocket socket = RawSocket.handshake(
                gateway.port(), browser.cookie(), ORIGIN, "Origin: https://evil.example.org", JSON)) {
            assertProblem(socket, 403);
        }
    }

    @Test
    void aTokenWinsOverACookieAlsoWhenItIsBad() {
        Browser browser = Browser.with(gateway.port(), issuer.token("of-cookie"));

        assertThat(ask(gateway.port(), "GET", browser.cookie(), bearer(issuer.token("of-token")))
                        .body())
                .contains("\"user\":\"of-token\"");
        assertProblem(ask(gateway.port(), "GET", browser.cookie(), bearer(issuer.forged("of-cookie"))), 401);
        try (RawSocket socket = RawSocket.handshake(
                gateway.port(), browser.cookie(), ORIGIN, JSON + ", posthorn.bearer." + issuer.forged("of-cookie"))) {
            assertProblem(socket, 401);
        }
    }

    /** It would be passed over for the cookie. */
    @Test
    void anEmptyTokenIsABadOne() {
        Browser browser = Browser.with(gateway.port(), issuer.token("empty"));

        for (String offered : List.of("posthorn.bearer.", "posthorn.bearer. ", "posthorn.bearer.%20")) {
            try (RawSocket socket =
                    RawSocket.handshake(gateway.port(), browser.cookie(), ORIGIN, JSON + ", " + offered)) {
                assertProblem(socket, 401);
            }
        }
    }

    @Test
    void anAuthorizationOfAnotherKindIsAProxysBusiness() {
        String basic = "Authorization: Basic dXNlcjpzZWNyZXQ=";
        Browser browser = Browser.with(gateway.port(), issuer.token("basic"));

        try (RawSocket socket =
                RawSocket.handshake(gateway.port(), basic, JSON + ", posthorn.bearer." + issuer.token("basic"))) {
            assertThat(socket.status()).isEqualTo(101);
        }
        try (RawSocket socket = RawSocket.handshake(gateway.port(), basic, browser.cookie(), ORIGIN, JSON)) {
            assertThat(socket.status()).isEqualTo(101);
        }
        try (RawSocket socket = RawSocket.handshake(gateway.port(), basic, JSON)) {
            assertProblem(socket, 401);
        }
    }

    /** Whoever has planted a cookie does not know that of the session which the victim begins. */
    @Test
    void whoBeginsASessionGetsANewCookieWhateverTheyBring() {
        Browser attacker = Browser.with(gateway.port(), issuer.token("fixing"));

        HttpResponse<String> answer =
                ask(gateway.port(), "POST", ORIGIN, attacker.cookie(), bearer(issuer.token("fixed")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-posthorn-session=")
                .doesNotContain(attacker.secret());
        assertThat(attacker.show(gateway.port()).body()).contains("\"user\":\"fixing\"");
    }

    /** Elsewhere a neighbour could plant it: its name protects nothing. */
    @Test
    void theCookieOfLocalhostIsNotTakenFromAPageElsewhere() {
        HttpResponse<String> answer = ask(gateway.port(), "POST", bearer(issuer.token("local")));
        String local = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertThat(local).startsWith("posthorn-session=");

        try (RawSocket socket = RawSocket.handshake(gateway.port(), "Cookie: " + local, ORIGIN, JSON)) {
            assertProblem(socket, 401);
        }
        assertThat(ask(gateway.port(), "GET", "Cookie: " + local).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "posthorn",
                "posthorn.v1.json;q=1",
                "POSTHORN.V1.JSON",
                "posthorn.v2.json",
                "\u00e4\u0000",
                "posthorn.bearer.x.y.z",
                "posthorn.v1.json, posthorn.bearer.a.b.c, posthorn.bearer.d.e.f"
            })
    void subprotocolsThatAreGarbageOpenNothing(String offered) {
        Browser browser = Browser.with(gateway.port(), issuer.token("garbage-" + offered.hashCode()));

        try (RawSocket socket =
                RawSocket.handshake(gateway.port(), browser.cookie(), ORIGIN, "Sec-WebSocket-Protocol: " + offered)) {
            assertThat(socket.status()).isIn(400, 401);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEmpty();
        }
        assertThat(browser.show(gateway.port()).statusCode()).isEqualTo(200);
    }

    @Test
    void neitherDoAsManyAsFitIntoTheHeaders() {
        String offered = "posthorn.v9.json,".repeat(400);

        try (RawSocket socket = RawSocket.handshake(
                gateway.port(), "Authorization: Bearer " + issuer.token("many-offers"), JSON + "," + offered)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("posthorn.v1.json");
        }
        try (RawSocket socket = RawSocket.handshake(gateway.port(), JSON + "," + offered + offered)) {
            assertThat(socket.status()).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-posthorn-session=",
                "__Host-posthorn-session=garbage",
                "__Host-posthorn-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "__Host-posthorn-session=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
                "posthorn-session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "JSESSIONID=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "__Host-posthorn-session=%0d%0aSet-Cookie:%20a=b"
            })
    void whatNoGatewayGaveIsNobody(String cookie) {
        HttpResponse<String> answer = ask(gateway.port(), "GET", "Cookie: " + cookie);

        assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        try (RawSocket socket = RawSocket.handshake(gateway.port(), "Cookie: " + cookie, ORIGIN, JSON)) {
            assertProblem(socket, 401);
        }
    }

    @Test
    void ofTwoCookiesOneWasPlanted() {
        Browser browser = Browser.with(gateway.port(), issuer.token("planted"));
        Browser attacker = Browser.with(gateway.port(), issuer.token("attacker"));
        String both = browser.cookie() + "; " + attacker.cookie().substring("Cookie: ".length());

        assertProblem(ask(gateway.port(), "GET", both), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aNewlineInACookieOrSubprotocolInjectsNothing(String newline) {
        Browser browser = Browser.with(gateway.port(), issuer.token("newline-" + newline.hashCode()));
        for (String[] headers : new String[][] {
            {browser.cookie() + newline + "X-Injected: 1", ORIGIN, JSON},
            {browser.cookie(), ORIGIN, JSON + newline + "X-Injected: 1"},
            {browser.cookie() + newline + " X-Injected: 1", ORIGIN, JSON},
            {"Cookie: __Host-posthorn-session=a" + newline + "Set-Cookie: evil=1", ORIGIN, JSON},
            {JSON + ", posthorn.bearer.a" + newline + "Set-Cookie: evil=1", ORIGIN}
        }) {
            try (RawSocket socket = RawSocket.handshake(gateway.port(), headers)) {
                assertThat(socket.status()).as(Arrays.toString(headers)).isIn(101, 400, 401, 403);
                assertThat(socket.header("X-Injected")).isEmpty();
                assertThat(socket.header("Set-Cookie")).isEmpty();
                assertThat(socket.body()).doesNotContain("evil");
            }
        }
    }

    @Test
    void withoutAGoodTokenThereIsNoSession() {
        Browser browser = Browser.with(gateway.port(), issuer.token("begun"));

        assertProblem(ask(gateway.port(), "POST", ORIGIN), 401);
        assertProblem(ask(gateway.port(), "POST", ORIGIN, bearer(issuer.forged("begun"))), 401);
        assertProblem(
                ask(
                        gateway.port(),
                        "POST",
                        ORIGIN,
                        bearer(issuer.token("begun", claims -> claims.claim("scope", "publish")))),
                403);
        assertProblem(ask(gateway.port(), "POST", ORIGIN, browser.cookie()), 403);
        assertProblem(ask(gateway.port(), "GET"), 401);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
