// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import io.posthorn.history.problem.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What nobody should have to write at each endpoint: who may use it, why it was asked, and how it fails. */
final class EveryOperation {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String JSON = "application/json";
    /** Of the token's own user. */
    private static final String MINE = "/v1/me/";

    private static final String AUDIT = "audit";
    private static final String DEVICE = "device";

    private EveryOperation() {}

    static void complete(String path, Operation operation) {
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            operation.addSecurityItem(needs(path.startsWith(MINE) ? DEVICE : AUDIT));
        }
        if (isOpenTo(AUDIT, operation)) {
            addPurpose(operation);
        }
        describeBytes(operation);
        addProblems(operation);
    }

    private static SecurityRequirement needs(String scope) {
        return new SecurityRequirement().addList(OpenApiConfiguration.TOKEN, scope);
    }

    private static boolean isOpenTo(String scope, Operation operation) {
        return operation.getSecurity().stream()
                .flatMap(each -> each.values().stream())
                .anyMatch(scopes -> scopes.contains(scope));
    }

    private static void addPurpose(Operation operation) {
        List<Parameter> given = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (given.stream().noneMatch(each -> each.getName().equals("purpose"))) {
            operation.addParametersItem(purpose("query", "purpose"));
            operation.addParametersItem(purpose("header", "X-Purpose"));
        }
    }

    private static Parameter purpose(String in, String name) {
        return new Parameter()
                .in(in)
                .name(name)
                .description("Why an auditor asks: recorded. Needed in one of purpose and X-Purpose")
                .schema(new StringSchema().minLength(1).maxLength(500));
    }

    /** An answer that is written piece by piece has no class to be described by. */
    private static void describeBytes(Operation operation) {
        operation.getResponses().values().stream()
                .filter(each -> each.getContent() != null && each.getContent().containsKey(JSON))
                .map(each -> each.getContent().get(JSON))
                .filter(each -> each.getSchema() != null
                        && "byte".equals(each.getSchema().getFormat()))
                .forEach(each -> each.setSchema(new ObjectSchema()));
    }

    private static void addProblems(Operation operation) {
        ApiResponses responses = operation.getResponses();
        Map<Integer, String> byStatus = Arrays.stream(ProblemType.values())
                .collect(Collectors.groupingBy(
                        each -> each.status().value(),
                        TreeMap::new,
                        Collectors.mapping(ProblemType::title, Collectors.joining("; "))));
        byStatus.forEach((status, titles) -> responses.putIfAbsent(
                Integer.toString(status), new ApiResponse().description(titles).content(problem())));
    }

    private static Content problem() {
        return new Content()
                .addMediaType(
                        PROBLEM_JSON,
                        new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + OpenApiConfiguration.PROBLEM)));
    }
}
