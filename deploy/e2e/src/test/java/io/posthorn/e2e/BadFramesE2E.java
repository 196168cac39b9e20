// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.reconnect.ClientState;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that says what it must not is told so, or sent away; its stream is not harmed. */
@WholeStack
class BadFramesE2E {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"dance\"}              | unknown-type",
                "{\"type\":\"hello\",\"device\":\"x\"} | second-hello",
                "{\"type\":\"read\",\"cursor\":\"?\"}  | bad-cursor",
                "{\"type\":\"auth\",\"token\":\"?\"}   | bad-token"
            })
    void aFaultyFrameIsAnErrorAndTheStreamGoesOn(String frame, String code, Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");

        phone.client().sendText(frame);

        assertThat(phone.awaitError().getCode()).isEqualTo(code);
        phone.awaitIds(user.isSent(1));
        assertThat(phone.closes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"What a lovely day", "[]", "{", "\"hello\""})
    void whatIsNoFrameAtAllEndsTheConnectionForGood(String text, Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");

        phone.client().sendText(text);

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.BAD_FRAMES.code());
    }

    @Test
    void tenErrorsAreTooMany(Posthorn posthorn) {
        TestDevice phone = posthorn.newUser().connect("phone");

        for (int i = 0; i < 10; i++) {
            phone.client().sendText("{\"type\":\"dance\"}");
        }

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.BAD_FRAMES.code());
        assertThat(phone.errors()).hasSizeBetween(9, 10);
    }

    @Test
    void theFirstFrameMustBeHello(Posthorn posthorn) {
        TestDevice phone = posthorn.newUser().dial(1, "phone", setup -> setup.withoutHello());
        awaitOpen(phone);

        phone.client().sendText("{\"type\":\"ping\"}");

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.NO_HELLO.code());
    }

    @Test
    void aFrameOverTheLimitIsTooBig(Posthorn posthorn) {
        TestDevice phone = posthorn.newUser().connect("phone");

        phone.client().sendText("{\"type\":\"ping\",\"x\":\"" + "x".repeat(64 << 10) + "\"}");

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.TOO_BIG.code());
    }

    @Test
    void whatWasNotWrittenCannotBeAcknowledged(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.ack(AckPolicy.MANUAL));
        List<String> sent = user.isSent(3);
        phone.awaitIds(sent);
        String beyond = Cursor.encode(Positions.of(1, 1_000_000_000, 0), UserHash.of(user.name()));

        phone.client().sendText("{\"type\":\"ack\",\"cursor\":\"" + beyond + "\"}");

        phone.awaitError();
        assertThat(user.device("phone").get("unacked").asLong()).isEqualTo(3);
        phone.vanish();
        user.connect("phone").awaitIds(sent);
    }

    private static void awaitOpen(TestDevice phone) {
        Patience.await("the socket is open").until(() -> phone.client().state() == ClientState.CONNECTED);
    }
}
