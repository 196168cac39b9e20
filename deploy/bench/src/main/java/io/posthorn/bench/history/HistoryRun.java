// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.history.HistoryReport.Disk;
import io.posthorn.bench.history.HistoryReport.Written;
import io.posthorn.bench.load.Waiting;
import io.posthorn.bench.machine.CpuClock;
import io.posthorn.bench.machine.Machine;
import io.posthorn.contracts.position.Positions;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.ServiceProcess;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Fills the tables through the service, then reads them through it. */
final class HistoryRun {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SEED = 7;
    private static final int FIRST_PAGE = 50;
    private static final int DEVICE_PAGE = 256;
    /** Of all rows, and of the questions of each kind, besides: until code is compiled and caches are filled. */
    private static final int WARM_UP_PERCENT = 10;

    private final HistoryPlan plan;
    private final Cast cast;
    private final Past past;
    private final Path work;
    private final PrintWriter progress;
    private final Random random = new Random(SEED);

    HistoryRun(HistoryPlan plan, Path work, PrintWriter progress) {
        this.plan = plan;
        this.cast = new Cast(plan.messages());
        this.past = new Past(cast, Instant.now());
        this.work = work;
        this.progress = progress;
    }

    HistoryReport measure() throws InterruptedException {
        StackConfig config = StackConfig.of(StackConfig.homeOfThisBuild(), work).withPorts(StackPorts.FREE);
        try (LocalStack stack = LocalStack.start(config, (name, address, after) -> {});
                HistoryLog log = new HistoryLog(stack.kafka().bootstrapServers())) {
            for (Service service : Service.values()) {
                stack.all(service).forEach(ServiceProcess::stop);
            }
            fill(log);
            Written written = write(stack, log);
            tell("written");
            Disk disk = weigh(stack);
            tell("flushed and compacted");
            return new HistoryReport(plan, written, disk, questions(stack), pages(log), Machine.now());
        }
    }

    private void fill(HistoryLog log) {
        for (int number = 0; number < plan.messages().all(); number++) {
            past.append(number, log);
        }
        log.flush();
        tell(plan.messages().all() + " messages are in the topic");
    }

    /** All of it waits in the topic, so nothing but history says how fast it goes. */
    private Written write(LocalStack stack, HistoryLog log) throws InterruptedException {
        stack.history().start();
        long warm = (long) plan.messages().all() * (100 - WARM_UP_PERCENT) / 100;
        long before = awaitLag(log, warm);
        CpuClock cpu = CpuClock.start(Map.of(
                "history", stack.history().pid(),
                "cassandra", stack.cassandra().pid(),
                "kafka", stack.kafka().pid()));
        long begun = System.nanoTime();
        awaitLag(log, 0);
        return new Written(before, Duration.ofNanos(System.nanoTime() - begun), cpu.used());
    }

    /** @return what it is then */
    private long awaitLag(HistoryLog log, long most) throws InterruptedException {
        long shown = System.nanoTime();
        long lag = log.lag();
        for (; lag > most; lag = log.lag()) {
            if (System.nanoTime() - shown > TimeUnit.SECONDS.toNanos(10)) {
                shown = System.nanoTime();
                tell(lag + " to be written");
            }
            Waiting.pass(POLL);
        }
        return lag;
    }

    private Disk weigh(LocalStack stack) {
        CassandraDisk disk = new CassandraDisk(stack.cassandra().pid(), work.resolve("cassandra"));
        disk.flush();
        long flushed = disk.bytes();
        disk.compact();
        return new Disk(flushed, disk.bytes());
    }

    // ------------------------------------------------------------ questions

    private Map<String, Questions.Answers> questions(LocalStack stack) throws InterruptedException {
        String token = stack.issuer().token(new TokenRequest("auditor-1", "audit"));
        Questions questions =
                new Questions(stack.history().uri(), token, plan.reads().rate());
        Map<String, Questions.Answers> answers = new LinkedHashMap<>();
        int users = plan.messages().users();
        ask(questions, "a user's newest", random.ints(0, users), "desc", answers);
        ask(questions, "a user's oldest", random.ints(0, users), "asc", answers);
        ask(questions, "the heavy user's newest", random.ints(users, users + 1), "desc", answers);
        ask(questions, "the heavy user's oldest", random.ints(users, users + 1), "asc", answers);
        return answers;
    }

    private void ask(
            Questions questions, String what, IntStream users, String order, Map<String, Questions.Answers> answers)
            throws InterruptedException {
        int count = plan.reads().questions();
        int warm = Math.max(1, count * WARM_UP_PERCENT / 100);
        List<Questions.Question> prepared = users.limit(warm + count)
                .mapToObj(user -> new FirstPage(cast, user, order, FIRST_PAGE).question())
                .toList();
        questions.ask(warm, prepared::get);
        answers.put(what, questions.ask(count, i -> prepared.get(warm + i)));
        tell("asked for " + what);
    }

    // ------------------------------------------------------------ pages for devices

    private Map<String, Devices.Pages> pages(HistoryLog log) throws InterruptedException {
        log.createGateway();
        Devices devices = new Devices(log);
        int count = plan.reads().pages();
        int warm = Math.max(1, count * WARM_UP_PERCENT / 100);
        Map<String, Devices.Pages> pages = new LinkedHashMap<>();
        devices.read("warm", ofUsers(warm));
        pages.put("all of a user", devices.read("user", ofUsers(count)));
        tell("pages of users");
        devices.read("warm-heavy", ofHeavy(warm));
        pages.put(DEVICE_PAGE + " of the heavy user", devices.read("heavy", ofHeavy(count)));
        tell("pages of the heavy user");
        return pages;
    }

    /** From the beginning, at most a page of the usual size. */
    private List<Devices.Page> ofUsers(int count) {
        List<Devices.Page> pages = new ArrayList<>();
        while (pages.size() < count) {
            int user = random.nextInt(plan.messages().users());
            int[] numbers = cast.of(user);
            if (numbers.length > 0) {
                pages.add(new Devices.Page(
                        cast.name(user),
                        Positions.START,
                        past.end(user),
                        Arrays.copyOf(numbers, Math.min(numbers.length, DEVICE_PAGE))));
            }
        }
        return pages;
    }

    /** Anywhere. */
    private List<Devices.Page> ofHeavy(int count) {
        int heavy = plan.messages().users();
        int[] numbers = cast.of(heavy);
        List<Devices.Page> pages = new ArrayList<>();
        while (pages.size() < count) {
            int after = random.nextInt(Math.max(1, numbers.length - DEVICE_PAGE));
            pages.add(new Devices.Page(
                    Cast.HEAVY,
                    past.ofHeavy(after),
                    past.end(heavy),
                    Arrays.copyOfRange(numbers, after + 1, Math.min(numbers.length, after + 1 + DEVICE_PAGE))));
        }
        return pages;
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
