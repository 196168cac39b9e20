// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UserListTest {

    @Test
    void letsInWhoIsNotListed() {
        assertThat(UserList.EVERYONE.refusal(new TokenRequest("anybody", "admin")))
                .isEmpty();
    }

    @Test
    void givesOthersWhatIsListed() throws IOException {
        UserList users = UserList.parse("{\"mallory\": [], \"otto\": [\"device\", \"audit\"]}");

        assertThat(users.refusal(new TokenRequest("otto", "audit"))).isEmpty();
        assertThat(users.refusal(new TokenRequest("otto", "device", "admin"))).isPresent();
        assertThat(users.refusal(new TokenRequest("mallory", "device")))
                .contains("user mallory may have the scopes [] only");
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        assertThatThrownBy(() -> UserList.parse("{\"mallory\": 3}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("list of users");
    }
}
