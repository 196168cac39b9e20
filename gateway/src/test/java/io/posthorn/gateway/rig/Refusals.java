// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a refusal looks like, at every door. */
public final class Refusals {

    private Refusals() {}

    public static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains("\"detail\":");
    }

    public static void assertProblem(RawSocket socket, int status) {
        assertThat(socket.status()).as(socket.body()).isEqualTo(status);
        assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(socket.body()).contains("\"status\":" + status).contains("\"detail\":");
    }
}
