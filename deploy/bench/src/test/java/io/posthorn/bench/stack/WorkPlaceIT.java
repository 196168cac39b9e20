// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkPlaceIT {

    @Test
    void a_temporary_one_goes_when_all_went_well_with_all_that_is_in_it() throws IOException {
        Path path;
        try (WorkPlace place = WorkPlace.of(null)) {
            path = place.path();
            place.notNeededAnyMore();
            Files.writeString(
                    Files.createDirectories(path.resolve("kafka/data")).resolve("log"), "x");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void one_that_was_asked_for_stays(@TempDir Path folder) throws IOException {
        Path wanted = folder.resolve("a/b");
        try (WorkPlace place = WorkPlace.of(wanted)) {
            place.notNeededAnyMore();
            assertThat(place.path()).isDirectory();
        }

        assertThat(wanted).isDirectory();
    }

    @Test
    void a_temporary_one_stays_when_something_went_wrong() throws IOException {
        Path path;
        try (WorkPlace place = WorkPlace.of(null)) {
            path = place.path();
            assertThat(place.stays()).isTrue();
        }

        assertThat(path).isDirectory();
        Files.delete(path);
    }
}
