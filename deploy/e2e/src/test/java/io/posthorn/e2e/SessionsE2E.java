// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody is told to go, on all gateways at once, and does not come back with what they had. */
@WholeStackAlone
class SessionsE2E {

    @Test
    void aUserWhoseSessionsEndLosesAllDevicesAndComesBackOnlyWithANewToken(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestUser other = posthorn.newUser();
        TestDevice phone = user.connect(1, "phone");
        TestDevice laptop = user.connect(2, "laptop");
        TestDevice stranger = other.connect(2, "phone");

        assertThat(new Operator(posthorn).endSessions(user).statusCode()).isEqualTo(202);

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.SESSION_ENDED.code());
        assertThat(laptop.awaitEnd().code()).isEqualTo(CloseCode.SESSION_ENDED.code());
        assertThat(refused(user, 1)).isEqualTo(401);
        assertThat(refused(user, 2)).isEqualTo(401);
        stranger.awaitIds(other.isSent(1));
        Patience.await("a token of the next second is taken").until(() -> {
            TestDevice again = user.dial(1, "phone", setup -> setup.token(() -> posthorn.token(user.name(), "device")));
            Patience.await("it is let in or not")
                    .until(() ->
                            !again.closes().isEmpty() || !again.resumptions().isEmpty());
            return !again.resumptions().isEmpty();
        });
    }

    @Test
    void aSessionEndsAndTheOthersOfItsUserDoNot(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        String lost = posthorn.token(new TokenRequest(user.name(), Set.of("device"), Duration.ofMinutes(5), "lost"));
        TestDevice phone = user.connect(1, "phone", setup -> setup.token(() -> lost));
        TestDevice laptop = user.connect(2, "laptop");

        assertThat(new Operator(posthorn).endSession(user, "lost").statusCode()).isEqualTo(202);

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.SESSION_ENDED.code());
        laptop.awaitIds(user.isSent(1));
    }

    /** The client comes back by itself, to a gateway that was not there when its token was revoked. */
    @Test
    void aGatewayThatWasDeadWhenItHappenedKnowsItToo(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect(2, "laptop");

        try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
            assertThat(new Operator(posthorn).endSessions(user).statusCode()).isEqualTo(202);
            assertThat(outage.lasts()).isTrue();
        }

        assertThat(laptop.awaitEnd().refusedWith()).hasValue(401);
        assertThat(laptop.resumptions()).hasSize(1);
    }

    private static int refused(TestUser user, int gateway) {
        return user.dial(gateway, "tablet", setup -> setup)
                .awaitEnd()
                .refusedWith()
                .orElseThrow();
    }
}
