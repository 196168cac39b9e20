// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import io.posthorn.contracts.position.Positions;
import io.posthorn.crash.check.Checker;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.check.Streams;
import io.posthorn.crash.collect.Collector;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Ledger;
import io.posthorn.crash.fault.Waiting;
import io.posthorn.crash.fleet.Device;
import io.posthorn.crash.fleet.Fleet;
import io.posthorn.crash.stack.CrashStack;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A run coming to rest: nothing more is sent, every device is online and acknowledges, and what is still missing arrives. */
public final class Rest implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private static final Duration UNCHANGED = Duration.ofSeconds(25);

    private final Collector collector;
    private final CrashStack stack;
    private final Fleet fleet;
    private final Ledger ledger;

    public Rest(CrashStack stack, Fleet fleet, Ledger ledger) {
        this.stack = stack;
        this.fleet = fleet;
        this.ledger = ledger;
        var cassandra = stack.processes().cassandra();
        this.collector = new Collector(new Collector.Source(
                stack.kafka(), new InetSocketAddress(cassandra.host(), cassandra.port()), stack.topics()));
    }

    public record Verdict(Evidence evidence, List<Finding> findings) {}

    /** Returns when there is no finding left, or with those that are left when nothing changes any more or the time is over. */
    public Verdict await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long changed = System.nanoTime();
        int known = -1;
        while (true) {
            Facts facts = collector.collect();
            boolean late = System.nanoTime() > Math.min(deadline, changed + UNCHANGED.toNanos());
            if (late || allAreThere(facts)) {
                Verdict verdict = verdict(facts);
                if (late || verdict.findings().isEmpty()) {
                    return verdict;
                }
                changed = verdict.findings().size() == known ? changed : System.nanoTime();
                known = verdict.findings().size();
            } else {
                changed = System.nanoTime();
            }
            new Waiting().pass(BETWEEN_LOOKS);
        }
    }

    /** Spares the checker its work while messages are still coming. */
    private boolean allAreThere(Facts facts) {
        Streams streams = new Streams(facts.messages(), stack.topics().partitions());
        return facts.rows().size() >= facts.messages().size()
                && fleet.devices().stream().allMatch(device -> isAtTheEnd(device, streams));
    }

    private static boolean isAtTheEnd(Device device, Streams streams) {
        return streams.end(device.name().user())
                .map(end -> Positions.compare(device.reached(), end) >= 0)
                .orElse(true);
    }

    private Verdict verdict(Facts facts) {
        Evidence evidence =
                new Evidence(ledger.all(), fleet.logs(), facts, stack.topics().partitions());
        return new Verdict(evidence, Checker.findings(evidence));
    }

    @Override
    public void close() {
        collector.close();
    }
}
