// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Learns what is new in the log, and carries on what it orders, as far as nobody else does. */
final class Carrier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Carrier.class);
    private static final int THREADS = 2;
    private static final long STOP_SECONDS = 5;

    private final CustodyLog custody;
    private final Prepared<Statements> statements;
    private final List<Errands> errands;
    private final CustodySettings settings;
    private final Knowledge knowledge;
    private final Standstill standstill;
    private final String instance = UUID.randomUUID().toString();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService learning;
    private @Nullable ExecutorService carrying;
    private volatile boolean running;

    Carrier(
            CustodyLog custody,
            Prepared<Statements> statements,
            List<Errands> errands,
            CustodySettings settings,
            Knowledge knowledge,
            Standstill standstill) {
        this.custody = custody;
        this.statements = statements;
        this.errands = errands;
        this.settings = settings;
        this.knowledge = knowledge;
        this.standstill = standstill;
    }

    @Override
    public void start() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("history-custody"));
        learning = timer;
        carrying = Executors.newFixedThreadPool(THREADS, named("history-errand"));
        running = true;
        long every = settings.refresh().toMillis();
        timer.scheduleWithFixedDelay(this::learn, 0, every, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void learn() {
        if (!statements.isReady()) {
            return;
        }
        try {
            Register register = custody.refresh();
            errands.stream().flatMap(each -> each.open(register).stream()).forEach(this::begin);
            standstill.ended(this);
            if (knowledge.fresh().isPresent()) {
                standstill.ended(knowledge);
            }
        } catch (RuntimeException | Error e) {
            // What gets out of here is never called again. Who is interrupted at the end was not answered for another
            // reason.
            if (running) {
                standstill.failed(this, e);
            }
        }
    }

    private void begin(Errand errand) {
        ExecutorService threads = carrying;
        if (threads != null && underWay.add(errand.id())) {
            threads.execute(() -> carry(errand));
        }
    }

    private void carry(Errand errand) {
        UpdateErrand claims = statements.get().errand();
        try {
            if (claims.claim(errand.id(), instance, settings.claim())) {
                errand.run(new Claim(claims, errand.id(), instance, settings.claim()));
                claims.leave(errand.id(), instance);
            }
        } catch (ClaimLostException e) {
            log.info("{}", e.getMessage());
        } catch (RuntimeException | Error e) {
            log.warn("{} was interrupted and will be carried on: {}", errand.id(), StoreFailure.describe(e));
            leave(claims, errand);
        } finally {
            underWay.remove(errand.id());
        }
    }

    private void leave(UpdateErrand claims, Errand errand) {
        try {
            claims.leave(errand.id(), instance);
        } catch (RuntimeException e) {
            log.info("{} is claimed until its time is over: {}", errand.id(), StoreFailure.describe(e));
        }
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService timer = learning;
        ExecutorService threads = carrying;
        if (timer == null || threads == null) {
            return;
        }
        timer.shutdownNow();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.info("What is under way is left where it is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
