// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.unpacked.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Makes the starts of the services quicker: once for each build of one. */
public final class Preparation {

    /** Nobody answers there. */
    private static final ServiceProperties NOWHERE = new ServiceProperties(
            "localhost:1", "localhost", 1, "http://localhost:1", "http://localhost:1/jwks", Optional.empty());

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "posthorn-preparation");

    private Preparation() {}

    /** @param home the project's root */
    public static void of(Path home) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Service>> trainings = Stream.of(Service.values())
                    .map(service -> threads.submit(() -> trained(service, home)))
                    .toList();
            for (Future<Service> training : trainings) {
                training.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Service trained(Service service, Path home) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        NOWHERE.of(service, service.instance(1), FOLDER)
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        Training.of(service.jar(home), service.jvmOptions(), arguments);
        return service;
    }
}
