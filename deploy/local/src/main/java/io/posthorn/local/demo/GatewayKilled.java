// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.running.StackFile;
import io.posthorn.local.stack.Service;
import io.posthorn.local.tally.SentLog.Sent;
import io.posthorn.local.upstream.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The gateway dies as hard as a process can. More is sent while there is none; the devices come back to its successor. */
final class GatewayKilled implements Scene {

    private static final int MEANWHILE = 10;
    private static final Duration TIME_TO_COME_BACK = Duration.ofSeconds(60);
    private static final String GATEWAY = Service.GATEWAY.instance(1);

    private final StackFile file;

    /** @param file says which process the gateway is */
    GatewayKilled(StackFile file) {
        this.file = file;
    }

    @Override
    public String title(Stage stage) {
        return "The gateway is killed with kill -9, and started again";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        OldTablets.stepForward(stage);
        List<DemoDevice> devices = List.of(stage.phone(), stage.laptop());
        List<Integer> losses = devices.stream().map(DemoDevice::losses).toList();
        List<Integer> resumptions =
                devices.stream().map(DemoDevice::resumptions).toList();
        kill(stage);
        for (int each = 0; each < devices.size(); each++) {
            devices.get(each).awaitLoss(losses.get(each));
        }
        List<Sent> meanwhile = sendMeanwhile(stage);
        for (int each = 0; each < devices.size(); each++) {
            devices.get(each).awaitResumed(resumptions.get(each), TIME_TO_COME_BACK);
            awaitAll(stage, devices.get(each), meanwhile);
        }
        stage.narrator().say("%s is process %d now; it is delivering".formatted(GATEWAY, pid()));
        for (Via via : Via.values()) {
            stage.deliver(via, stage.phone(), stage.laptop());
        }
    }

    private void kill(Stage stage) {
        long pid = pid();
        boolean killed =
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
        if (!killed) {
            throw new Stalled("process %d, which is %s, could not be killed".formatted(pid, GATEWAY));
        }
        stage.narrator().say("kill -9 %d, which is %s".formatted(pid, GATEWAY));
    }

    private long pid() {
        return Stream.ofNullable(file.require().pids().get(GATEWAY))
                .findFirst()
                .orElseThrow(() -> new Stalled("the stack has no " + GATEWAY));
    }

    /** From Kafka only, under one key: nobody awaits one before the next is sent, and their order must not depend on that. */
    private static List<Sent> sendMeanwhile(Stage stage) throws InterruptedException {
        List<Sent> meanwhile = new ArrayList<>();
        for (int count = 0; count < MEANWHILE; count++) {
            meanwhile.add(stage.leave(count % 2 == 0 ? Via.KAFKA : Via.KAFKA_PROTO));
        }
        stage.narrator().say("both have lost their connection; %d sent meanwhile".formatted(MEANWHILE));
        return meanwhile;
    }

    private static void awaitAll(Stage stage, DemoDevice device, List<Sent> meanwhile) throws InterruptedException {
        for (Sent each : meanwhile) {
            device.awaitArrival(each.id());
        }
        stage.narrator().say("%s is back and has all %d".formatted(device.name(), meanwhile.size()));
    }
}
