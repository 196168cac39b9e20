// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.crash.CrashPlan;
import io.posthorn.crash.CrashRun;
import io.posthorn.crash.fault.Fault;
import io.posthorn.crash.fault.Strike;
import io.posthorn.crash.report.Report;
import io.posthorn.crash.stack.CrashStack;
import io.posthorn.e2e.rig.QuickStarts;
import io.posthorn.e2e.rig.StackOfItsOwn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The short form of {@code deploy/e2e/crash}: restless devices under load while a gateway, a delivery instance and Kafka are killed. */
@StackOfItsOwn
@Order(2)
class CrashE2E {

    private static final long SEED = 7;
    private static final Duration CALM = Duration.ofSeconds(4);

    @Test
    void whateverIsKilledNothingIsLostRepeatedOrReordered() throws IOException, InterruptedException {
        QuickStarts.prepare();
        CrashPlan plan = new CrashPlan(
                emptied(Path.of("target", "crash")),
                SEED,
                new CrashPlan.Size(new CrashStack.Size(2, 2), 40, 30),
                new CrashPlan.Course(
                        CALM,
                        Duration.ZERO,
                        List.of(
                                new Fault(List.of(kill("gateway-1"), kill("delivery-2"))),
                                new Fault(List.of(kill("Kafka"))))));

        Report report = new CrashRun(plan, CrashE2E::tell).run();

        report.lines().forEach(System.out::println);
        assertThat(report.isRight()).as(String.join("\n", report.lines())).isTrue();
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        return folder;
    }

    private static void tell(String what) {
        System.out.printf("%s %s%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS), what);
    }

    private static Strike kill(String target) {
        return new Strike(Strike.Kind.KILL, target, Duration.ZERO, Duration.ZERO);
    }
}
