// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import io.posthorn.local.machine.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The cheapest child there is. */
public final class EndlessJvm extends ChildJvm {

    private final Path folder;

    public EndlessJvm(Path folder) {
        super("Endless", folder.resolve("endless.log"), Duration.ofSeconds(20));
        this.folder = folder;
    }

    @Override
    protected JvmCommand prepare() throws IOException {
        Files.deleteIfExists(mark());
        Path main = CarriedClass.copy(EndlessMain.class, folder.resolve("main"));
        return new JvmCommand(
                Jdk.running().home(),
                List.of("-Xmx16m"),
                List.of(main),
                EndlessMain.class.getName(),
                List.of(mark().toString()));
    }

    @Override
    protected boolean answers() {
        return Files.exists(mark());
    }

    private Path mark() {
        return folder.resolve("runs");
    }
}
