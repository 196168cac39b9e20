// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.machine.Room;
import io.posthorn.local.server.CassandraJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** All that is in the way of a start, found before anything is started, so that one run shows everything. */
final class Preflight {

    private Preflight() {}

    /** @throws CannotStart naming every problem with its next step */
    static void require(StackConfig config) {
        List<String> problems = new ArrayList<>();
        try {
            Files.createDirectories(config.work());
            problems.addAll(problems(config, Room.in(config.work()), Ports::isFree, Files::isReadable));
            CassandraJdk.ofThisMachine();
        } catch (IOException e) {
            problems.add("The folder " + config.work() + " cannot be used: " + e + ". Choose another one with --work.");
        } catch (CannotStart e) {
            problems.add(e.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new CannotStart(problems);
        }
    }

    static List<String> problems(StackConfig config, Room room, IntPredicate isFree, Predicate<Path> isThere) {
        List<String> problems = new ArrayList<>(config.ports().problems(isFree));
        problems.addAll(room.problems(config.work()));
        for (Service service : Service.values()) {
            Path jar = service.jar(config.home());
            if (config.tuning(service).instances() > 0 && !isThere.test(jar)) {
                problems.add(jar + " is missing. Build it first: ./mvnw -DskipTests package");
            }
        }
        return problems;
    }
}
