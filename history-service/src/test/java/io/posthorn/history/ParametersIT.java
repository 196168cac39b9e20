// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What no parameter may be, wherever there is one of its name. */
@SharedHistory
class ParametersIT {

    private static final String USER = "asked-1";

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static String everything;

    @BeforeAll
    static void prepare() {
        everything = issuer.token(new TokenRequest("auditor-0", "audit", "device", "admin"));
    }

    /** Every list of every endpoint that is described, so that one that comes later is asked too. */
    @TestFactory
    Stream<DynamicTest> extremeParametersAreRefusedEverywhere() {
        return described()
                .flatMap(endpoint -> endpoint.parameters().stream()
                        .flatMap(name -> hostile(name).stream().map(value -> name + "=" + value))
                        .map(query -> DynamicTest.dynamicTest(
                                endpoint.path() + "?" + query,
                                () -> refused(endpoint.path(), query + endpoint.needed()))));
    }

    /** @param needed parameters that are there always */
    private record Endpoint(String path, String needed, List<String> parameters) {}

    private static Stream<Endpoint> described() {
        List<Endpoint> all = new ArrayList<>();
        RunningHistory.json(history.get("/v3/api-docs"))
                .path("paths")
                .properties()
                .forEach(path -> {
                    List<String> names = new ArrayList<>();
                    path.getValue().path("get").path("parameters").forEach(each -> {
                        if (each.path("in").asString().equals("query")) {
                            names.add(each.path("name").asString());
                        }
                    });
                    all.add(new Endpoint(filled(path.getKey()), names.contains("id") ? "&source=x&id=x" : "", names));
                });
        assertThat(all).hasSizeGreaterThan(20);
        return all.stream();
    }

    private static String filled(String path) {
        return path.replace("{user}", USER).replace("{partition}", "0").replaceAll("\\{\\w+}", "x");
    }

    /** None is allowed, wherever a parameter of this name is. */
    private static List<String> hostile(String name) {
        String twice = "2026-11-20&" + name + "=2026-11-20";
        return switch (name) {
            case "limit" -> List.of("", "0", "-1", "501", "99999999999999999999", "%D9%A5", "1e2", "5&limit=5");
            case "order" -> List.of("", "up", "ASC", "asc%00", "asc&order=desc");
            case "next" -> List.of("", "garbage", "%00", "%FF%FE", "A".repeat(700), "n999999999999999999", "a&next=b");
            case "from", "to", "at" ->
                List.of(
                        "",
                        "yesterday",
                        "-999999999-01-01T00:00:00Z",
                        "-999999999-01-01",
                        "%2B999999999-12-31T23:59:59Z",
                        "%2B1000000000-12-31T23:59:59Z",
                        "1999-12-31",
                        "%2B10000-01-01T00:00:00Z",
                        twice);
            case "size", "era", "offset" -> List.of("", "-1", "01", "99999999999999999999", "1&" + name + "=1");
            default -> List.of();
        };
    }

    private static void refused(String path, String query) {
        HttpResponse<String> answer = assertTimeout(
                Duration.ofSeconds(5), () -> history.getAs(everything, path + "?" + query + "&purpose=test"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RunningHistory.json(answer).path("type").asString()).isEqualTo("urn:posthorn:problem:bad-parameter");
        assertThat(RunningHistory.json(answer).path("detail").asString())
                .containsAnyOf(query.substring(0, query.indexOf('=')), "is missing", "not UTF-8");
    }
}
