// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Asks for a Docker engine. */
final class DockerEngine {

    private DockerEngine() {}

    /** Testcontainers is asked only where an engine could be: it takes seconds to find none and logs errors about it. */
    static boolean answers() {
        return isLikely() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean isLikely() {
        Path user = Path.of(System.getProperty("user.home"));
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                user.resolve(".docker/run/docker.sock"),
                                user.resolve(".docker/desktop/docker.sock"),
                                user.resolve(".testcontainers.properties"))
                        .anyMatch(Files::exists);
    }
}
