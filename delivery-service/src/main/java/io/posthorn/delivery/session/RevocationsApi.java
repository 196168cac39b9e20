// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.v1.Revocation;
import io.posthorn.delivery.endpoint.Requests;
import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/revocations}, scope {@code admin}: voids all tokens issued, and sessions begun with a token issued, before a
 * time; of one user, or of everyone when a signing key is lost. It cannot be taken back.
 */
@RestController
class RevocationsApi {

    private final RevocationLog revocations;

    RevocationsApi(RevocationLog revocations) {
        this.revocations = revocations;
    }

    @PostMapping(path = "/v1/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    CompletableFuture<ResponseEntity<Void>> revoke(@RequestBody RevocationRequest request, Principal by) {
        return revocations.revoke(read(request).setBy(by.getName()).build());
    }

    private static Revocation.Builder read(RevocationRequest request) {
        if (request.user() != null) {
            Requests.id("user", request.user());
        }
        try {
            return request.revocation(Instant.now());
        } catch (IllegalArgumentException e) {
            throw Requests.bad(String.valueOf(e.getMessage()));
        }
    }
}
