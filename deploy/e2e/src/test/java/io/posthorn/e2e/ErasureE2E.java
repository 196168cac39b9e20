// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is erased is not delivered any more, whoever keeps it, and devices are told. */
@WholeStack
class ErasureE2E {

    private static final String WHY = "?purpose=request+of+the+user";

    @Test
    void whatWaitsInTheRouterIsSkippedAndWhatComesLaterIsDelivered(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("phone").leave();
        user.awaitAway();
        List<String> erased = user.isSent(3);
        user.awaitHistory(erased);

        awaitDone(posthorn, erase(posthorn, user, 202));
        awaitTold(user, 3);
        List<String> later = user.isSent(2);

        TestDevice phone = user.connect("phone");
        phone.awaitIds(later);
        assertThat(erasedCounts(phone)).isEqualTo(3);
        List<String> all = new ArrayList<>(erased);
        all.addAll(later);
        user.awaitHistory(all);
        assertThat(user.history()).satisfies(messages -> {
            assertThat(messages.get(0).has("title")).isFalse();
            assertThat(messages.get(0).has("erasedAt")).isTrue();
            assertThat(messages.get(4).has("title")).isTrue();
        });
    }

    @Test
    void whatCassandraHeldIsSkippedForADeviceThatComesFromTheBeginning(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> erased = user.isSent(4);
        phone.awaitIds(erased);
        user.awaitHistory(erased);

        awaitDone(posthorn, erase(posthorn, user, 202));
        awaitTold(user, 4);
        List<String> later = user.isSent(1);

        TestDevice tablet = user.connect("tablet", setup -> setup.resume("earliest"));
        tablet.awaitIds(later);
        assertThat(erasedCounts(tablet)).isEqualTo(4);
        assertThat(phone.closes()).isEmpty();
    }

    @Test
    void aHoldStandsInTheWay(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> sent = user.isSent(2);
        phone.awaitIds(sent);
        HttpResponse<String> hold = post(posthorn, "/v1/holds", "{\"users\":[\"%s\"]}".formatted(user));
        assertThat(hold.statusCode()).as(hold.body()).isEqualTo(202);
        String id = Http.json(hold).get("id").asString();

        assertThat(erase(posthorn, user, 409).body()).contains(id);

        HttpResponse<String> released = Http.delete(
                posthorn.history().uri().resolve("/v1/holds/" + id + WHY), "Authorization", bearer(posthorn));
        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        awaitDone(posthorn, erase(posthorn, user, 202));
    }

    private static HttpResponse<String> erase(Posthorn posthorn, TestUser user, int status) {
        HttpResponse<String> answer = post(posthorn, "/v1/erasures", "{\"user\":\"%s\"}".formatted(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static HttpResponse<String> post(Posthorn posthorn, String path, String body) {
        return Http.post(
                posthorn.history().uri().resolve(path + WHY),
                body,
                "Authorization",
                bearer(posthorn),
                "Content-Type",
                "application/json");
    }

    private static String bearer(Posthorn posthorn) {
        return "Bearer " + posthorn.token("admin-1", "admin");
    }

    private static void awaitDone(Posthorn posthorn, HttpResponse<String> erasure) {
        String id = Http.json(erasure).get("id").asString();
        Patience.await("erasure " + id + " is done").untilAsserted(() -> {
            JsonNode now = Http.json(Http.get(
                    posthorn.history().uri().resolve("/v1/erasures/" + id), "Authorization", bearer(posthorn)));
            assertThat(now.path("state").asString()).isEqualTo("done");
        });
    }

    /** The router reads of it on its own: a device that asks for all shows when it has. */
    private static void awaitTold(TestUser user, int messages) {
        Patience.await("the router knows of the erasure of " + user).until(() -> {
            TestDevice probe = user.connect("probe", setup -> setup.resume("earliest"));
            probe.awaitCaughtUp();
            boolean told = erasedCounts(probe) == messages && probe.ids().isEmpty();
            probe.leave();
            return told;
        });
    }

    private static long erasedCounts(TestDevice device) {
        return device.skips().stream()
                .filter(skip -> skip.containsCounts("erased"))
                .flatMap(skip -> skip.getCountsOrThrow("erased").getClassesMap().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
