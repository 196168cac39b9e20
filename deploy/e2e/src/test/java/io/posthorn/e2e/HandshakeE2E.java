// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect. */
@WholeStack
class HandshakeE2E {

    @Test
    void aGoodTokenIsLetIn(Posthorn posthorn) {
        TestUser user = posthorn.newUser();

        TestDevice phone = user.connect("phone");

        assertThat(phone.welcome().getUser()).isEqualTo(user.name());
        assertThat(phone.welcome().getDevice()).isEqualTo("phone");
    }

    @Test
    void aBrowsersTokenIsLetIn(Posthorn posthorn) {
        TestUser user = posthorn.newUser();

        TestDevice phone = user.connect("phone", ClientBuilder::tokenInSubprotocol);

        phone.awaitIds(user.isSent(1));
    }

    @Test
    void garbageIsNotLetIn(Posthorn posthorn) {
        assertThat(refused(posthorn, setup -> setup.token(() -> "garbage"))).isEqualTo(401);
    }

    @Test
    void aTokenThatHasExpiredIsNotLetIn(Posthorn posthorn) {
        String expired = posthorn.token(new TokenRequest("user-1", Set.of("device"), Duration.ofMinutes(-5), null));

        assertThat(refused(posthorn, setup -> setup.token(() -> expired))).isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherIssuerIsNotLetIn(Posthorn posthorn, @TempDir Path folder) {
        try (TokenIssuer stranger = TokenIssuer.start(folder, 0)) {
            String foreign = stranger.token(new TokenRequest("user-1", "device"));

            assertThat(refused(posthorn, setup -> setup.token(() -> foreign))).isEqualTo(401);
        }
    }

    @Test
    void aTokenThatWasChangedIsNotLetIn(Posthorn posthorn) {
        String[] parts = posthorn.token("user-1", "device").split("\\.");
        String[] others = posthorn.token("user-2", "device").split("\\.");
        String forged = parts[0] + "." + others[1] + "." + parts[2];

        assertThat(refused(posthorn, setup -> setup.token(() -> forged))).isEqualTo(401);
    }

    @Test
    void aTokenForSomethingElseIsForbidden(Posthorn posthorn) {
        String publisher = posthorn.token("user-1", "publish");

        assertThat(refused(posthorn, setup -> setup.token(() -> publisher))).isEqualTo(403);
    }

    @Test
    void aForeignPageIsForbidden(Posthorn posthorn) {
        assertThat(refused(posthorn, setup -> setup.header("Origin", "https://evil.example.org")))
                .isEqualTo(403);
    }

    private static int refused(Posthorn posthorn, UnaryOperator<ClientBuilder> setup) {
        TestDevice intruder = posthorn.newUser().dial(1, "phone", setup);
        Closed closed = intruder.awaitEnd();
        assertThat(intruder.resumptions()).isEmpty();
        return closed.refusedWith().orElseThrow();
    }
}
