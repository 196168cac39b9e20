// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final Path FOLDER = Path.of("/work");

    @Test
    void isEnough() {
        assertThat(new Room(Room.DISK_NEEDED, OptionalLong.of(Room.MEMORY_NEEDED)).problems(FOLDER))
                .isEmpty();
        assertThat(new Room(Room.DISK_NEEDED, OptionalLong.empty()).problems(FOLDER))
                .isEmpty();
    }

    @Test
    void saysHowMuchDiskIsMissingAndWhatToDo() {
        assertThat(new Room(300L << 20, OptionalLong.empty()).problems(FOLDER))
                .containsExactly("/work has 300 MB of free disk; the local stack needs 2048 MB. "
                        + "Make room there, or choose another folder with --work.");
    }

    @Test
    void saysHowMuchMemoryIsMissingAndWhatToDo() {
        assertThat(new Room(Room.DISK_NEEDED, OptionalLong.of(1L << 30)).problems(FOLDER))
                .containsExactly("1024 MB of memory are available; the local stack needs 2560 MB. "
                        + "Stop other programs, or give this machine more memory.");
    }

    @Test
    void readsWhatLinuxSays() {
        List<String> meminfo = List.of("MemTotal:       24637344 kB", "MemAvailable:   23000000 kB");

        assertThat(Room.availableMemory(meminfo)).hasValue(23_000_000L * 1024);
        assertThat(Room.availableMemory(List.of())).isEmpty();
    }
}
