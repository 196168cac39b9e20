// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.unpacked.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the starts of the services quicker: once for each build of one. */
public final class Preparation {

    /** Nobody answers there. */
    private static final ServiceProperties NOWHERE = new ServiceProperties(
            "localhost:1", "localhost", 1, "http://localhost:1", "http://localhost:1/jwks", Optional.empty());

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "posthorn-preparation");

    private Preparation() {}

    /** @param home the project's root */
    public static void of(Path home) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
            NOWHERE.of(service, service.instance(1), FOLDER)
                    .forEach((name, value) -> arguments.add("--" + name + "=" + value));
            Training.of(service.jar(home), service.jvmOptions(), arguments);
        }
    }
}
