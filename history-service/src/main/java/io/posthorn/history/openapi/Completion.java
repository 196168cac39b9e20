// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import io.posthorn.history.problem.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds to what the code says of an operation: what it is for, who may use it, with what, and how it fails. */
final class Completion {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String JSON = "application/json";
    private static final String REPEATED = "[]";

    private final Endpoints endpoints;

    Completion(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void complete(String method, String path, Operation operation) {
        endpoints.find(method, path).ifPresent(endpoint -> describe(operation, endpoint));
        describeBytes(operation);
        addProblems(operation);
    }

    private void describe(Operation operation, Endpoint endpoint) {
        operation.summary(endpoint.summary()).description(endpoint.description());
        endpoint.scopes()
                .forEach(scope -> operation.addSecurityItem(
                        new SecurityRequirement().addList(OpenApiConfiguration.TOKEN, scope)));
        endpoint.parameters().forEach(name -> explain(operation, name));
        if (endpoint.needsPurpose()) {
            add(operation, purpose("query", "purpose"));
            add(operation, purpose("header", "X-Purpose"));
        }
        if (!endpoint.body().isEmpty()) {
            operation.requestBody(new RequestBody()
                    .description(endpoint.body())
                    .required(true)
                    .content(new Content().addMediaType(JSON, new MediaType().schema(new ObjectSchema()))));
        }
    }

    private void explain(Operation operation, String name) {
        boolean repeated = name.endsWith(REPEATED);
        String plain = repeated ? name.substring(0, name.length() - REPEATED.length()) : name;
        given(operation, plain)
                .orElseGet(() ->
                        add(operation, new Parameter().in("query").name(plain).schema(schema(plain, repeated))))
                .description(endpoints.meaning(name));
    }

    private static Optional<Parameter> given(Operation operation, String name) {
        return parameters(operation).stream()
                .filter(each -> each.getName().equals(name))
                .findFirst();
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static Parameter add(Operation operation, Parameter parameter) {
        List<Parameter> all = new ArrayList<>(parameters(operation));
        all.add(parameter);
        operation.setParameters(all);
        return parameter;
    }

    private static Schema<?> schema(String name, boolean repeated) {
        if (repeated) {
            return new ArraySchema().items(new StringSchema());
        }
        return name.equals("limit") ? new IntegerSchema() : new StringSchema();
    }

    private static Parameter purpose(String in, String name) {
        return new Parameter()
                .in(in)
                .name(name)
                .description(
                        "Why this is asked or ordered: recorded. Needed in one of purpose and X-Purpose, but for one's own")
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
