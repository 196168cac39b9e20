// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.audit.Purpose;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.TokenViewer;
import io.posthorn.history.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What requests that take a step have in common. */
public final class Requests {

    /** Hundreds of ids. */
    private static final int BYTES = 128 << 10;

    private static final String ADMIN = "admin";
    private static final String KEY = "Idempotency-Key";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Requests() {}

    /** @throws ProblemException not with scope admin, or without a purpose */
    public static Actor actor(HttpServletRequest request, Jwt token) {
        if (!isAdmin(token)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope admin.");
        }
        Viewer viewer = TokenViewer.of(token);
        return Purpose.of(request.getParameter(Purpose.PARAMETER), request.getHeader(Purpose.HEADER))
                .map(purpose -> new Actor(viewer.user(), viewer.session(), purpose.text()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.BAD_PURPOSE,
                        "Say why, in 1 to %d characters, in the parameter %s or the header %s: it is recorded."
                                .formatted(Purpose.CHARACTERS, Purpose.PARAMETER, Purpose.HEADER)));
    }

    public static boolean isAdmin(Jwt token) {
        return TokenViewer.of(token).scopes().contains(ADMIN);
    }

    /** @throws ProblemException it is too large, or no JSON object */
    public static JsonNode body(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(BYTES + 1);
            if (bytes.length > BYTES) {
                throw new ProblemException(ProblemType.TOO_LARGE, "A body has at most %d bytes.".formatted(BYTES));
            }
            JsonNode body = MAPPER.readTree(bytes);
            if (!body.isObject()) {
                throw bad("The body is not a JSON object.");
            }
            return body;
        } catch (JacksonException e) {
            throw bad("The body is not JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException("The body could not be read", e);
        }
    }

    /** The body's, or the header's, so that a request can be made again; or a new one. */
    public static String id(JsonNode body, HttpServletRequest request) {
        JsonNode given = body.path("id");
        String header = request.getHeader(KEY);
        if (given.isMissingNode() && header == null) {
            return UUID.randomUUID().toString();
        }
        if (!given.isMissingNode() && !given.isString()) {
            throw bad("id must be a text.");
        }
        return requireId(given.isMissingNode() ? header : given.asString(), "id");
    }

    public static String requireId(String id, String field) {
        if (!Limits.isId(id)) {
            throw bad(field + " has 1 to 128 characters, none of them a space or a control character.");
        }
        return id;
    }

    public static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }
}
