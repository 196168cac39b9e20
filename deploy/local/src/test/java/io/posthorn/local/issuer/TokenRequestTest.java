// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenRequestTest {

    @Test
    void isForADeviceAndHalfADayUnlessItSaysOtherwise() {
        TokenRequest request = TokenRequest.of(Map.of("user", "user-1"));

        assertThat(request).isEqualTo(new TokenRequest("user-1", "device"));
        assertThat(request.ttl()).isEqualTo(Duration.ofHours(12));
        assertThat(request.session()).isNull();
    }

    @Test
    void canBeAForm() {
        TokenRequest request =
                TokenRequest.of(RequestFields.ofForm("user=a%40b&scope=audit+publish&ttl=60&session=s-1"));

        assertThat(request.user()).isEqualTo("a@b");
        assertThat(request.scopes()).containsExactlyInAnyOrder("audit", "publish");
        assertThat(request.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(request.session()).isEqualTo("s-1");
    }

    @Test
    void canBeJson() throws ParseException {
        TokenRequest request = TokenRequest.of(RequestFields.ofJson(
                "{\"user\": \"user-1\", \"scopes\": [\"audit\", \"admin\"], \"ttl\": -5, \"session\": null}"));

        assertThat(request.scopes()).containsExactlyInAnyOrder("audit", "admin");
        assertThat(request.ttl()).isEqualTo(Duration.ofSeconds(-5));
    }

    @Test
    void namesWhatIsWrong() {
        refuses(Map.of(), "user is missing");
        refuses(
                Map.of("user", "user-1", "scope", "root"),
                "scope must be of [admin, audit, device, publish], not [root]");
        refuses(Map.of("user", "user-1", "ttl", "1h"), "ttl must be a number of seconds, not 1h");
        refuses(Map.of("user", "user-1", "ttl", "99999999"), "ttl must be at most 2592000 seconds");
    }

    private static void refuses(Map<String, String> fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRequest.of(fields))
                .withMessage(message);
    }
}
