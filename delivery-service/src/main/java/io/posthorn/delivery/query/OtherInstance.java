// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The same question to the instance that owns the user, with the token of who asked. */
@Component
class OtherInstance {

    /** Who is asked with it answers from its own stores or not at all: two that are told differently would ask each other without end. */
    static final String ASKED_BY_ANOTHER = "X-Posthorn-Asked-By-Another";

    private static final Duration CONNECT = Duration.ofSeconds(1);
    // An owner that hangs is one whose tasks move to others soon.
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final RestClient others;

    OtherInstance() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        others = RestClient.builder().requestFactory(requests).build();
    }

    /** @throws OwnerUnknownException it does not answer, or does not own the user any more */
    DevicesApi.Devices devices(HostInfo owner, String user, String authorization) {
        try {
            DevicesApi.Devices devices = others.get()
                    .uri("http://{host}:{port}/v1/users/{user}/devices", owner.host(), owner.port(), user)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .header(ASKED_BY_ANOTHER, "true")
                    .retrieve()
                    .body(DevicesApi.Devices.class);
            return Optional.ofNullable(devices).orElseThrow(() -> new OwnerUnknownException(owner + " gave no answer"));
        } catch (RestClientException e) {
            throw new OwnerUnknownException(owner + " does not answer", e);
        }
    }
}
