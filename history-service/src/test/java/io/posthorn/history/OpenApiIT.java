// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.rig.RunningHistory;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint is described, and whoever reads the description finds out who may use it, with what, and how it fails. */
class OpenApiIT {

    private static final int NOBODY = 1;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static OpenAPI api;

    /** Without Kafka and Cassandra: a description needs none. */
    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.launch(
                new KafkaSpace("127.0.0.1:" + NOBODY, "nobody"),
                new CassandraSpace("127.0.0.1", NOBODY, "datacenter1", "nobody"),
                issuer);
        HttpResponse<String> answer = history.get("/v3/api-docs");
        assertThat(answer.statusCode()).as("without a token").isEqualTo(200);
        api = Json31.mapper().readValue(answer.body(), OpenAPI.class);
    }

    @AfterAll
    static void stop() {
        history.close();
        issuer.close();
    }

    @Test
    void everyEndpointIsDescribed() {
        assertThat(operations().keySet()).isNotEmpty().containsExactlyInAnyOrderElementsOf(mapped());
    }

    private static List<String> mapped() {
        return history
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path)))
                .filter(each -> each.contains(" /v1/"))
                .sorted()
                .toList();
    }

    @Test
    void everyEndpointSaysWhatItIsFor() {
        assertThat(operations())
                .allSatisfy((name, operation) -> assertThat(operation.getSummary())
                        .as("summary of %s, in openapi/endpoints.json", name)
                        .isNotBlank());
    }

    @Test
    void everyParameterIsDescribed() {
        assertThat(operations())
                .allSatisfy((name, operation) -> assertThat(parameters(operation))
                        .filteredOn(each -> !each.getIn().equals("path"))
                        .allSatisfy(each -> assertThat(each.getDescription())
                                .as("description of %s of %s, in openapi/endpoints.json", each.getName(), name)
                                .isNotBlank()));
    }

    @Test
    void everyEndpointNeedsAToken() {
        assertThat(api.getComponents().getSecuritySchemes()).containsOnlyKeys("token");
        assertThat(operations())
                .allSatisfy((name, operation) -> assertThat(operation.getSecurity())
                        .as(name)
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(each).containsOnlyKeys("token")));
        assertThat(operations().get("GET /v1/me/messages").getSecurity())
                .singleElement()
                .satisfies(each -> assertThat(each.get("token")).containsExactly("device"));
        assertThat(operations().get("GET /v1/users/{user}/messages").getSecurity())
                .extracting(each -> each.get("token"))
                .containsExactlyInAnyOrder(List.of("device"), List.of("audit"));
    }

    @Test
    void whatAnAuditorReadsNeedsAPurpose() {
        assertThat(names(operations().get("GET /v1/counts"))).contains("from", "to", "class", "purpose", "X-Purpose");
        assertThat(names(operations().get("GET /v1/me/messages")))
                .contains("from", "to", "class", "source", "broadcasts", "order", "limit", "next")
                .doesNotContain("purpose");
    }

    @Test
    void answersOfTheSameNameAreToldApart() {
        assertThat(api.getComponents().getSchemas())
                .containsKeys("CountsPage", "AuditReadsPage")
                .doesNotContainKey("Page");
    }

    @Test
    void nothingOfTheInsideIsAParameter() {
        assertThat(operations())
                .allSatisfy((name, operation) ->
                        assertThat(names(operation)).as(name).doesNotContain("token", "jwt", "request"));
    }

    @Test
    void everyFailureIsAProblem() {
        assertThat(api.getComponents().getSchemas()).containsKey("Problem");
        assertThat(operations()).allSatisfy((name, operation) -> {
            assertThat(operation.getResponses()).as(name).containsKeys("400", "401", "403", "500", "503");
            assertThat(operation.getResponses().get("403").getContent()).containsOnlyKeys("application/problem+json");
        });
    }

    @Test
    void theDescriptionOpensNothingElse() {
        assertThat(history.get("/v1/counts").statusCode()).isEqualTo(401);
        assertThat(history.get("/v3/other").statusCode()).isEqualTo(401);
    }

    /** {@code GET /v1/…} → operation. */
    private static Map<String, Operation> operations() {
        Map<String, Operation> all = new TreeMap<>(Comparator.naturalOrder());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((PathItem.HttpMethod method, Operation operation) ->
                                all.put(method + " " + path, operation)));
        return all;
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static List<String> names(Operation operation) {
        return Stream.ofNullable(operation)
                .flatMap(each -> parameters(each).stream())
                .map(Parameter::getName)
                .toList();
    }
}
