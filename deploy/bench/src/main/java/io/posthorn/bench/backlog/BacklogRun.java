// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.OpenLoop;
import io.posthorn.bench.load.Schedule;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.Lag;
import io.posthorn.bench.stack.Notices;
import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.MessageFrame;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/** Lets a backlog grow, then its device return. */
final class BacklogRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration ACK_WITHIN = Duration.ofMillis(50);
    private static final int BODY = 300;

    private final BacklogPlan plan;
    private final PrintWriter progress;
    private final Arrivals backlog;
    private final Latencies before = new Latencies();
    private final Latencies meanwhile = new Latencies();
    private volatile long drainedAt;

    BacklogRun(BacklogPlan plan, PrintWriter progress) {
        this.plan = plan;
        this.progress = progress;
        this.backlog = new Arrivals(plan.messages(), 1, 1);
    }

    BacklogReport on(BenchStack stack) throws InterruptedException {
        List<String> neighbours = plan.neighbours(stack.topics().partitions());
        List<PosthornClient> clients = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = stack.producer();
                Admin admin = stack.admin()) {
            Notices notices = Notices.of(stack.notificationsTopic(), "system", BODY);
            grow(stack, producer, notices, new Lag(admin, stack.topics()));
            Others others = new Others(plan, neighbours);
            for (int user = 0; user < neighbours.size(); user++) {
                clients.add(client(stack, neighbours.get(user), others.ear(user)));
            }
            clients.forEach(client -> client.live().join());
            others.load(producer, notices, plan.seconds(), new Latencies());
            others.load(producer, notices, plan.seconds(), before);
            tell("the device returns");
            long returned = System.nanoTime();
            clients.add(client(stack, BacklogPlan.RETURNING, this::drained));
            while (backlog.count().missing() > 0 && others.hasRoom()) {
                others.load(producer, notices, 1, meanwhile);
            }
            backlog.awaitAll(PATIENCE);
            others.awaitAll();
            return new BacklogReport(
                    plan,
                    Duration.ofNanos(drainedAt - returned),
                    backlog.count(),
                    others.count(),
                    before.percentiles(),
                    meanwhile.percentiles(),
                    Machine.now());
        } finally {
            clients.forEach(PosthornClient::abort);
        }
    }

    /** Until history has all of it, so that most of it has left the pending store. */
    private void grow(BenchStack stack, Producer<byte[], byte[]> producer, Notices notices, Lag lag)
            throws InterruptedException {
        PosthornClient once = client(stack, BacklogPlan.RETURNING, (message, at) -> {});
        once.live().join();
        once.close();
        once.ended().join();
        for (int number = 0; number < plan.messages(); number++) {
            producer.send(notices.toUser(BacklogPlan.RETURNING, "b-" + number));
        }
        producer.flush();
        for (long left = lag.ofDelivery() + lag.ofHistory(); left > 0; left = lag.ofDelivery() + lag.ofHistory()) {
            tell(left + " records to go");
            Waiting.pass(LOOK_AGAIN);
        }
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }

    private void drained(MessageFrame message, long arrivedAt) {
        if (message.getId().startsWith("b-")
                && backlog.arrived(Integer.parseInt(message.getId().substring(2)), 0, 0)) {
            drainedAt = arrivedAt;
        }
    }

    /** What a device hears. */
    private interface Ear {
        void message(MessageFrame message, long arrivedAt);
    }

    private static PosthornClient client(BenchStack stack, String user, Ear ear) {
        String token = stack.deviceToken(user);
        return PosthornClient.builder(stack.gateways().get(0))
                .token(() -> token)
                .device("phone")
                .ack(AckPolicy.within(ACK_WITHIN))
                .listener(new DeviceListener() {
                    @Override
                    public void onMessage(MessageFrame message, long arrivedAt) {
                        ear.message(message, arrivedAt);
                    }
                })
                .connect();
    }

    /** Those who share the partition. */
    private static final class Others {

        private static final int MOST_SECONDS = 3_600;

        private final BacklogPlan plan;
        private final List<String> users;
        private final Arrivals arrivals;
        private final Latencies[] into;
        private final long[] dueAt;
        private int sent;

        Others(BacklogPlan plan, List<String> users) {
            this.plan = plan;
            this.users = users;
            int most = Math.multiplyExact(plan.rate(), MOST_SECONDS);
            arrivals = new Arrivals(most, users.size(), 1);
            into = new Latencies[most];
            dueAt = new long[most];
        }

        boolean hasRoom() {
            return sent + plan.rate() <= into.length;
        }

        Ear ear(int user) {
            return (message, arrivedAt) -> {
                int number = Integer.parseInt(message.getId());
                if (arrivals.arrived(number, user, 0)) {
                    into[number].record(arrivedAt - dueAt[number]);
                }
            };
        }

        /** Returns when all has been published. */
        void load(Producer<byte[], byte[]> producer, Notices notices, int seconds, Latencies latencies)
                throws InterruptedException {
            int from = sent;
            Schedule schedule = new Schedule(System.nanoTime(), plan.rate());
            new OpenLoop(schedule).run(0, plan.rate() * seconds, i -> {
                int number = from + i;
                dueAt[number] = schedule.dueAt(i);
                into[number] = latencies;
                producer.send(notices.toUser(users.get(number % users.size()), Integer.toString(number)));
            });
            sent = from + plan.rate() * seconds;
        }

        void awaitAll() throws InterruptedException {
            for (int number = sent; number < into.length; number++) {
                arrivals.notSent(number);
            }
            arrivals.awaitAll(PATIENCE);
        }

        /** What was never to be sent does not count as unsent. */
        Arrivals.Count count() {
            Arrivals.Count all = arrivals.count();
            return new Arrivals.Count(
                    all.expected(), all.received(), all.missing(), all.repeated(), all.disordered(), 0, all.unknown());
        }
    }
}
