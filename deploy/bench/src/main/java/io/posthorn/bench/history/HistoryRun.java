// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.history.HistoryReport.Disk;
import io.posthorn.bench.history.HistoryReport.Filled;
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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills the tables through the service, then reads them through it. */
final class HistoryRun {

    private static final Duration POLL = Duration.ofMillis(100);
    /** Until history has what was written last. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Elsewhere Cassandra's code is compiled once and badly, for a start that is soon over. */
    private static final List<String> LONG_RUNNING = List.of("-XX:TieredStopAtLevel=4");

    private static final int LAST_ONES = 30;
    private static final int SEED = 7;
    private static final int FIRST_PAGE = 50;
    private static final int DEVICE_PAGE = 256;
    /** Of all rows, and of the questions of each kind, besides: until code is compiled and caches are filled. */
    private static final int WARM_UP_PERCENT = 10;

    private final HistoryPlan plan;
    private final Cast cast;
    private final Path work;
    private final PrintWriter progress;
    private final Random random = new Random(SEED);

    HistoryRun(HistoryPlan plan, Path work, PrintWriter progress) {
        this.plan = plan;
        this.cast = new Cast(plan.messages());
        this.work = work;
        this.progress = progress;
    }

    HistoryReport measure() throws InterruptedException {
        StackConfig config = StackConfig.of(StackConfig.homeOfThisBuild(), work)
                .withPorts(StackPorts.FREE)
                .withCassandraJvm(LONG_RUNNING);
        try (LocalStack stack = LocalStack.start(config, (name, address, after) -> {});
                HistoryLog log = new HistoryLog(stack.kafka().bootstrapServers())) {
            for (Service service : Service.values()) {
                stack.all(service).forEach(ServiceProcess::stop);
            }
            Optional<Instant> begin =
                    log.begin(cast.name(cast.user(0)), plan.messages().all());
            boolean isFirst = begin.isEmpty();
            Past past = new Past(
                    cast,
                    begin.orElseGet(() -> Instant.now().minus(plan.messages().span())));
            return new HistoryReport(
                    plan,
                    isFirst ? Optional.of(fill(past, stack, log)) : recall(past, stack, log),
                    questions(stack, new Traces(cast, past, log), isFirst),
                    pages(past, log),
                    export(stack),
                    Machine.now());
        }
    }

    /** It was written by a run before, in the same folder. */
    private Optional<Filled> recall(Past past, LocalStack stack, HistoryLog log) throws InterruptedException {
        for (int number = 0; number < plan.messages().all(); number++) {
            past.place(number);
        }
        stack.history().start();
        awaitLag(log, 0);
        tell("all is stored already");
        return Optional.empty();
    }

    private Filled fill(Past past, LocalStack stack, HistoryLog log) throws InterruptedException {
        for (int number = 0; number < plan.messages().all(); number++) {
            past.append(number, log);
        }
        log.flush();
        tell(plan.messages().all() + " messages are in the topic");
        Written written = write(stack, log);
        tell("written");
        Disk disk = weigh(stack);
        tell("flushed and compacted");
        return new Filled(written, disk);
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

    /** @param isFirst nothing has left traces before */
    private Map<String, Questions.Answers> questions(LocalStack stack, Traces traces, boolean isFirst)
            throws InterruptedException {
        Questions questions = new Questions(
                stack.history().uri(), auditor(stack), plan.reads().rate());
        Map<String, Questions.Answers> answers = new LinkedHashMap<>();
        int users = plan.messages().users();
        IntSupplier any = () -> random.nextInt(users);
        // The service has just started: nothing of what it answers by is compiled.
        questions.ask(plan.reads().questions(), i -> page(any.getAsInt(), "desc"));
        tell("warm");
        ask(questions, "a user's newest", () -> page(any.getAsInt(), "desc"), answers);
        ask(questions, "a user's oldest", () -> page(any.getAsInt(), "asc"), answers);
        ask(questions, "the heavy user's newest", () -> page(users, "desc"), answers);
        ask(questions, "the heavy user's oldest", () -> page(users, "asc"), answers);
        if (plan.reads().connected() > 0) {
            List<Integer> connected = some(plan.reads().connected());
            leave(isFirst ? connected : List.of(), traces::leaveConnection, traces.log());
            awaitAll(questions, connected, traces::connections);
            ask(questions, "a user's connections", () -> traces.connections(oneOf(connected)), answers);
        }
        if (plan.reads().receipts() > 0) {
            List<Integer> told = some(plan.reads().receipts());
            leave(isFirst ? told : List.of(), traces::leaveReceipts, traces.log());
            awaitAll(questions, told, traces::ledger);
            ask(questions, "a notification", () -> traces.notification(oneOf(told)), answers);
            ask(questions, "a ledger", () -> traces.ledger(oneOf(told)), answers);
        }
        return answers;
    }

    /** Users who have messages. */
    private List<Integer> some(int most) {
        return IntStream.range(0, plan.messages().users())
                .filter(user -> cast.of(user).length > 0)
                .limit(most)
                .boxed()
                .toList();
    }

    private Integer oneOf(List<Integer> users) {
        return users.get(random.nextInt(users.size()));
    }

    private static void leave(List<Integer> users, IntConsumer trace, HistoryLog log) {
        users.forEach(trace::accept);
        log.flush();
    }

    /** Of each partition the last ones. */
    private static void awaitAll(Questions questions, List<Integer> users, IntFunction<Questions.Question> question)
            throws InterruptedException {
        for (int user : users.subList(Math.max(0, users.size() - LAST_ONES), users.size())) {
            Waiting.until(PATIENCE, () -> questions.isRight(question.apply(user)));
        }
    }

    private Questions.Question page(int user, String order) {
        return new FirstPage(cast, user, order, FIRST_PAGE).question();
    }

    private void ask(
            Questions questions,
            String what,
            Supplier<Questions.Question> question,
            Map<String, Questions.Answers> answers)
            throws InterruptedException {
        int count = plan.reads().questions();
        int warm = Math.max(1, count * WARM_UP_PERCENT / 100);
        List<Questions.Question> prepared =
                Stream.generate(question).limit(warm + count).toList();
        questions.ask(warm, prepared::get);
        answers.put(what, questions.ask(count, i -> prepared.get(warm + i)));
        tell("asked for " + what);
    }

    // ------------------------------------------------------------ pages for devices

    private Map<String, Devices.Pages> pages(Past past, HistoryLog log) throws InterruptedException {
        log.createGateway();
        Devices devices = new Devices(log);
        int count = plan.reads().pages();
        int warm = Math.max(1, count * WARM_UP_PERCENT / 100);
        Map<String, Devices.Pages> pages = new LinkedHashMap<>();
        devices.read("warm", ofUsers(past, warm));
        pages.put("all of a user", devices.read("user", ofUsers(past, count)));
        tell("pages of users");
        devices.read("warm-heavy", ofHeavy(past, warm));
        pages.put(DEVICE_PAGE + " of the heavy user", devices.read("heavy", ofHeavy(past, count)));
        tell("pages of the heavy user");
        return pages;
    }

    /** From the beginning, at most a page of the usual size. */
    private List<Devices.Page> ofUsers(Past past, int count) {
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
    private List<Devices.Page> ofHeavy(Past past, int count) {
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

    // ------------------------------------------------------------ exports

    private Optional<Exports.Made> export(LocalStack stack) throws InterruptedException {
        Exports.Scope scope = plan.reads().exported();
        if (scope == Exports.Scope.NONE) {
            return Optional.empty();
        }
        HistoryPlan.Messages messages = plan.messages();
        boolean all = scope == Exports.Scope.ALL;
        Exports.Made made = new Exports(stack.history().uri(), stack.history().pid(), auditor(stack))
                .make(
                        all ? Map.of() : Map.of("user", Cast.HEAVY),
                        all ? messages.all() : messages.heavy(),
                        work.resolve(all ? "export-all" : "export-heavy"));
        tell("exported and verified");
        return Optional.of(made);
    }

    private static String auditor(LocalStack stack) {
        return stack.issuer().token(new TokenRequest("auditor-1", "audit"));
    }

    private void tell(String what) {
        progress.println(what);
        progress.flush();
    }
}
