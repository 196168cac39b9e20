// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.check.Invariant;
import io.posthorn.crash.evidence.Ledger;
import io.posthorn.crash.fault.Agent;
import io.posthorn.crash.fault.Deck;
import io.posthorn.crash.fault.Fault;
import io.posthorn.crash.fault.Flow;
import io.posthorn.crash.fault.Notebook;
import io.posthorn.crash.fault.Struck;
import io.posthorn.crash.fault.Waiting;
import io.posthorn.crash.fleet.Device;
import io.posthorn.crash.fleet.Fleet;
import io.posthorn.crash.fleet.Habits;
import io.posthorn.crash.load.Load;
import io.posthorn.crash.load.Mix;
import io.posthorn.crash.load.Population;
import io.posthorn.crash.report.Dump;
import io.posthorn.crash.report.Report;
import io.posthorn.crash.report.Watched;
import io.posthorn.crash.stack.CrashStack;
import io.posthorn.crash.stack.GroupMembers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A run from the start of the platform to the report. */
public final class CrashRun {

    private static final Duration TO_BE_KNOWN = Duration.ofSeconds(60);
    private static final Duration TO_REST = Duration.ofSeconds(150);

    private final CrashPlan plan;
    private final Notebook notebook;
    private final Population population;
    private final Set<String> probes;
    private final Ledger ledger = new Ledger();
    private final Flow flow;
    private long warmSince;

    public CrashRun(CrashPlan plan, Notebook notebook) {
        this.plan = plan;
        this.notebook = notebook;
        this.population = Population.of(plan.size().devices(), new Random(plan.seed()));
        this.probes = population.probes().stream().map(Population.Person::name).collect(Collectors.toUnmodifiableSet());
        this.flow = new Flow(ledger, probes);
    }

    public Report run() throws InterruptedException, IOException {
        try (CrashStack stack = CrashStack.start(
                plan.work(),
                plan.size().stack(),
                (name, address, after) -> notebook.write(name + " ready at " + address))) {
            try (Fleet fleet = new Fleet(stack.gateways(), stack::deviceToken, plan.seed())) {
                populate(fleet);
                form(stack);
                fleet.connect();
                notebook.write(fleet.devices().size() + " devices are connected");
                return run(stack, fleet);
            }
        }
    }

    /** Nobody comes or goes later: fanout must know all members before the first message. */
    private void form(CrashStack stack) throws InterruptedException {
        for (var group : population.groups().entrySet()) {
            List<GroupMembers> views = stack.group(group.getKey());
            group.getValue().forEach(views.get(0)::add);
            boolean known = new Waiting()
                    .until(() -> views.stream().allMatch(view -> view.areAll(group.getValue())), TO_BE_KNOWN);
            if (!known) {
                throw new IllegalStateException("The members of " + group.getKey() + " are not known");
            }
        }
    }

    private void populate(Fleet fleet) {
        population
                .probes()
                .forEach(probe -> fleet.add(
                        new Device.Name(probe.name(), "probe"),
                        Habits.STEADY,
                        (name, message) -> flow.arrived(name.user(), message.identity())));
        for (Population.Person person : population.others()) {
            for (int number = 1; number <= person.devices(); number++) {
                fleet.addRestless(new Device.Name(person.name(), "device-" + number));
            }
        }
    }

    private Report run(CrashStack stack, Fleet fleet) throws InterruptedException, IOException {
        Agent agent = new Agent(stack.byName(), flow, new Random(plan.seed() + 1), notebook);
        Mix mix = new Mix(population, stack.topics().partitions(), new Random(plan.seed() + 2));
        Load load = Load.start(
                stack.kafka(),
                stack.topics().name(Topic.NOTIFICATIONS),
                mix,
                ledger,
                plan.size().rate());
        try {
            fleet.liveOn();
            agent.rest(plan.course().calm().dividedBy(2));
            warmSince = System.currentTimeMillis();
            agent.rest(plan.course().calm().dividedBy(2));
            strike(agent, stack);
            notebook.write("The load ends");
        } finally {
            load.close();
        }
        fleet.settle();
        try (Rest rest = new Rest(stack, fleet, ledger)) {
            return report(rest.await(TO_REST), agent);
        }
    }

    private void strike(Agent agent, CrashStack stack) throws InterruptedException {
        long end = System.nanoTime() + plan.course().time().toNanos();
        if (!plan.course().faults().isEmpty()) {
            for (Fault fault : plan.course().faults()) {
                agent.strike(fault);
                agent.quiet();
            }
            return;
        }
        Deck deck = new Deck(List.copyOf(stack.byName().keySet()), new Random(plan.seed() + 3));
        while (System.nanoTime() < end) {
            agent.strike(deck.next());
            agent.quiet();
        }
    }

    private Report report(Rest.Verdict verdict, Agent agent) throws IOException {
        List<Finding> findings = new ArrayList<>(verdict.findings());
        agent.struck().stream().filter(struck -> !struck.wentOn()).forEach(struck -> findings.add(stuck(struck)));
        agent.deaths().forEach(death -> findings.add(new Finding(Invariant.DIED, "process", death)));
        Dump.write(plan.work().resolve("evidence"), verdict.evidence(), findings);
        return new Report(plan.seed(), verdict.evidence(), agent.struck(), findings, new Watched(probes, warmSince));
    }

    private static Finding stuck(Struck struck) {
        return new Finding(Invariant.STUCK, struck.fault().title(), struck.toString());
    }
}
