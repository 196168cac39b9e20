// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import io.posthorn.local.running.RunningStack;
import io.posthorn.local.stack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Which devices a user has. */
public final class Devices {

    private final StackHttp http = new StackHttp();
    private final RunningStack stack;
    private final Tokens tokens;

    public Devices(RunningStack stack) {
        this.stack = stack;
        this.tokens = new Tokens(stack);
    }

    /**
     * @param connected at this moment
     * @param unacked messages that it has not got yet; empty where some of them are no longer counted
     */
    public record Device(String name, boolean connected, OptionalLong unacked) {}

    public List<Device> of(String user) throws InterruptedException {
        String path = "/v1/users/" + StackHttp.encode(user) + "/devices";
        JsonNode answer = http.get(stack.uri(Service.DELIVERY).resolve(path), tokens.get(user, "device"));
        List<Device> devices = new ArrayList<>();
        for (JsonNode each : answer.path("devices")) {
            devices.add(new Device(
                    each.path("device").asString(), each.hasNonNull("connection"), number(each.path("unacked"))));
        }
        return devices;
    }

    private static OptionalLong number(JsonNode json) {
        return json.isNumber() ? OptionalLong.of(json.asLong()) : OptionalLong.empty();
    }
}
