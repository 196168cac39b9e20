// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkOptionTest {

    @Test
    void isInTheUsersDataFolder() {
        assertThat(WorkOption.usual(Map.of(), "/home/user-1")).isEqualTo(Path.of("/home/user-1/.local/share/posthorn"));
        assertThat(WorkOption.usual(Map.of("XDG_DATA_HOME", "/data"), "/home/user-1"))
                .isEqualTo(Path.of("/data/posthorn"));
    }

    @Test
    void doesNotFollowWhatIsNoWholePath() {
        Path usual = Path.of("/home/user-1/.local/share/posthorn");

        assertThat(WorkOption.usual(Map.of("XDG_DATA_HOME", ""), "/home/user-1"))
                .isEqualTo(usual);
        assertThat(WorkOption.usual(Map.of("XDG_DATA_HOME", "data"), "/home/user-1"))
                .isEqualTo(usual);
    }
}
