// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor that is no cursor harms nobody: the stream continues where the server knows the device to be. */
@WholeStack
class CursorsE2E {

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "AAAA", "AQABAAAAAAAAAAE", "'; DROP TABLE messages; --", "\uD83D\uDCEF"})
    void garbageContinuesAtTheServersCursor(String garbage, Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> seen = user.isSent(2);
        phone.awaitIds(seen);
        phone.leave();
        List<String> missed = user.isSent(2);

        TestDevice again = user.connect("phone", setup -> setup.resume(garbage));

        assertThat(again.resumed().getRecovered()).isEqualTo("none");
        again.awaitIds(missed);
    }

    @Test
    void aCursorOfAnotherUserIsNone(Posthorn posthorn) {
        TestUser other = posthorn.newUser();
        TestDevice others = other.connect("phone");
        others.awaitIds(other.isSent(2));
        TestUser user = posthorn.newUser();
        List<String> sent = user.isSent(2);

        TestDevice phone =
                user.connect("phone", setup -> setup.resume(others.message(1).getCursor()));

        assertThat(phone.resumed().getRecovered()).isEqualTo("none");
        phone.awaitIds(sent);
    }

    @Test
    void aCursorBeyondTheEndIsTheEnd(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        phone.awaitIds(user.isSent(2));
        phone.leave();
        String beyond = Cursor.encode(Positions.of(1, 1_000_000_000, 0), UserHash.of(user.name()));

        TestDevice again = user.connect("phone", setup -> setup.resume(beyond));

        assertThat(again.ids()).isEmpty();
        again.awaitIds(user.isSent(2));
    }

    @Test
    void aNewDeviceWithGarbageStartsLikeANewDevice(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        phone.awaitIds(user.isSent(2));

        TestDevice tablet = user.connect("tablet", setup -> setup.resume("garbage"));

        assertThat(tablet.resumed().getRecovered()).isEqualTo("none");
        List<String> young = user.isSent(1);
        tablet.awaitIds(young);
    }
}
