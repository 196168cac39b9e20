// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InstalledJdksIT {

    @Test
    void knowsTheRunningOne() {
        assertThat(Jdk.at(Jdk.running().home())).contains(Jdk.running());
        assertThat(Jdk.at(Path.of("/tmp"))).isEmpty();
        assertThat(InstalledJdks.find()).isNotEmpty();
    }
}
