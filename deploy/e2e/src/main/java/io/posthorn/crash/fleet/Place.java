// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * Where devices live.
 *
 * @param gateways at least one; devices go from one to another
 * @param token by user
 * @param http its threads call the devices
 */
record Place(List<URI> gateways, Function<String, String> token, HttpClient http, ScheduledExecutorService timer) {

    Place {
        gateways = List.copyOf(gateways);
    }
}
