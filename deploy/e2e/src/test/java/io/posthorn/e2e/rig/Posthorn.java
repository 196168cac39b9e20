// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.jvm.ChildJvm;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.server.KafkaServer;
import io.posthorn.local.stack.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** The platform as one test sees it. What the test connects is gone when it ends. */
public final class Posthorn implements AutoCloseable {

    /** Devices that a gateway which is stopped lets come back in a second: so few that a test can count them. */
    public static final int DRAIN_RATE = 15;

    private final RunningStack stack;
    private final List<TestDevice> devices = new ArrayList<>();

    Posthorn(RunningStack stack) {
        this.stack = stack;
    }

    /** Whom no other test has. */
    public TestUser newUser() {
        return new TestUser(this, stack.nextUser());
    }

    public Upstream upstream() {
        return stack.upstream();
    }

    public Receipts receipts() {
        return stack.receipts();
    }

    public Rejections rejections() {
        return stack.rejections();
    }

    /** @param scopes {@code device}, {@code publish}, {@code audit}, {@code admin} */
    public String token(String user, String... scopes) {
        return token(new TokenRequest(user, scopes));
    }

    public String token(TokenRequest request) {
        return stack.processes().issuer().token(request);
    }

    public String issuer() {
        return stack.processes().issuer().uri();
    }

    /** @param number counted from 1; there are two */
    public ServiceProcess gateway(int number) {
        return stack.processes().gateway(number);
    }

    /** Where devices connect. */
    public URI socket(int gateway) {
        return URI.create("ws://localhost:" + gateway(gateway).port() + "/ws");
    }

    public ServiceProcess delivery() {
        return stack.processes().delivery(1);
    }

    public ServiceProcess history() {
        return stack.processes().history();
    }

    public KafkaServer kafka() {
        return stack.processes().kafka();
    }

    public CassandraServer cassandra() {
        return stack.processes().cassandra();
    }

    /** The stack's data and logs. */
    public Path work() {
        return stack.work();
    }

    /** SIGKILL; its disk is kept. */
    public Outage kill(ChildJvm process) {
        process.kill();
        return new Outage(process);
    }

    /** SIGTERM, and SIGKILL after 20 s; its disk is kept. Returns when it is gone. */
    public Outage stop(ChildJvm process) {
        process.stop();
        return new Outage(process);
    }

    void add(TestDevice device) {
        devices.add(device);
    }

    void checkDevices() {
        SoftAssertions.assertSoftly(softly -> devices.forEach(device -> softly.assertThat(device.violations())
                .as("What %s must not see", device)
                .isEmpty()));
    }

    @Override
    public void close() {
        devices.forEach(TestDevice::vanish);
    }
}
