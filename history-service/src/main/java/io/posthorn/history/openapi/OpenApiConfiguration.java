// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all endpoints have in common; what the code does not say of one stands in {@link Endpoints}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String TOKEN = "token";
    static final String PROBLEM = "Problem";

    @Bean
    OpenAPI historyApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Posthorn history")
                                .version("v1")
                                .description(
                                        "What was sent to whom, and what became of it. Times are UTC. Lists come in pages:"
                                                + " limit, order, and next where there are more. Errors are problem details (RFC 9457)."))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description(
                                                "Scopes device, audit and admin; the claim audit limits an auditor"))
                        .addSchemas(PROBLEM, problem()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().description("urn:posthorn:problem:…"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What to do about it"));
    }

    /** The schema, too, comes last: one that no operation names yet would be taken out. */
    @Bean
    OpenApiCustomizer everyOperation() {
        Completion completion = new Completion(Endpoints.load());
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> completion.complete(method.name(), path, operation)));
        };
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new OuterNames()).openapi31(true);
    }
}
