// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Auth;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is one user's is nobody else's. That no device ever saw another user's message is checked after every test. */
@WholeStack
class OtherUsersE2E {

    @Test
    void usersOnOneGatewaySeeOnlyTheirOwn(Posthorn posthorn) {
        List<TestUser> users = new ArrayList<>();
        List<TestDevice> phones = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestUser user = posthorn.newUser();
            users.add(user);
            phones.add(user.connect("phone"));
        }
        List<List<String>> sent = new ArrayList<>();
        users.forEach(user -> sent.add(new ArrayList<>()));
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < users.size(); i++) {
                Notification notification =
                        posthorn.upstream().notification(users.get(i)).build();
                posthorn.upstream().begin(notification);
                sent.get(i).add(notification.getId());
            }
        }

        for (int i = 0; i < users.size(); i++) {
            phones.get(i).awaitIds(sent.get(i));
        }
    }

    @Test
    void devicesOfTheSameNameAreDifferentDevices(Posthorn posthorn) {
        TestUser one = posthorn.newUser();
        TestUser two = posthorn.newUser();
        TestDevice first = one.connect("phone");
        TestDevice second = two.connect("phone");

        first.awaitIds(one.isSent(1));
        second.awaitIds(two.isSent(1));

        assertThat(first.closes()).isEmpty();
    }

    @Test
    void theHistoryOfSomebodyElseIsForbidden(Posthorn posthorn) {
        TestUser owner = posthorn.newUser();
        List<String> sent = owner.isSent(1);
        owner.awaitHistory(sent);
        TestUser stranger = posthorn.newUser();

        var answer = owner.historyAs(stranger.token(), "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain(sent.get(0));
        assertThat(owner.historyAs("garbage", "").statusCode()).isEqualTo(401);
        assertThat(owner.historyAs(posthorn.token(owner.name(), "publish"), "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theDevicesOfSomebodyElseAreForbiddenButForAnAdministrator(Posthorn posthorn) {
        TestUser owner = posthorn.newUser();
        owner.connect("phone");
        TestUser stranger = posthorn.newUser();

        assertThat(owner.devicesAs(stranger.token()).statusCode()).isEqualTo(403);
        assertThat(owner.devicesAs(posthorn.token("auditor-1", "audit")).statusCode())
                .isEqualTo(403);
        assertThat(owner.devicesAs(posthorn.token("admin-1", "admin")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPageOfSomebodyElsesListingIsNone(Posthorn posthorn) {
        TestUser owner = posthorn.newUser();
        TestUser other = posthorn.newUser();
        owner.awaitHistory(owner.isSent(3));
        other.awaitHistory(other.isSent(3));
        String next = Http.json(owner.historyAs(owner.token(), "?limit=1"))
                .get("next")
                .asString();

        var answer = other.historyAs(other.token(), "?limit=1&next=" + next);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyBecomesSomebodyElseOnALivingConnection(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestUser stranger = posthorn.newUser();
        TestDevice phone = user.connect("phone");

        phone.client()
                .send(ClientFrame.newBuilder()
                        .setAuth(Auth.newBuilder().setToken(stranger.token()))
                        .build());

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.FORBIDDEN.code());
    }
}
