// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.endpoint;

import io.posthorn.contracts.wire.Limits;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a request may hold; what it may not becomes a 400 that names the rule. */
public final class Requests {

    private Requests() {}

    public static void id(String name, String id) {
        require(Limits.isId(id), name + ": allowed are 1 to 128 visible characters without space");
    }

    public static void require(boolean holds, String rule) {
        if (!holds) {
            throw bad(rule);
        }
    }

    public static ResponseStatusException bad(String rule) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, rule);
    }
}
