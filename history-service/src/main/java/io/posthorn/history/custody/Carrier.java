// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Learns what is new in the log, and carries on what it orders, as far as nobody else does. */
final class Carrier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Carrier.class);
    private static final long STOP_SECONDS = 5;

    private final CustodyLog custody;
    private final Prepared<Statements> statements;
    private final List<Errands> errands;
    private final CustodySettings settings;
    private final Knowledge knowledge;
    private final Standstill standstill;
    private final String instance = UUID.randomUUID().toString();
    private @Nullable ScheduledExecutorService learning;
    private @Nullable Lanes lanes;
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
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Lanes.named("history-custody"));
        learning = timer;
        Lanes free = new Lanes();
        lanes = free;
        running = true;
        long every = settings.refresh().toMillis();
        timer.scheduleWithFixedDelay(() -> learn(free), 0, every, TimeUnit.MILLISECONDS);
    }

    private void learn(Lanes free) {
        if (!statements.isReady()) {
            return;
        }
        try {
            Register register = custody.refresh();
            errands.stream()
                    .flatMap(each -> each.open(register).stream())
                    .forEach(errand -> free.begin(errand.lane(), errand.id(), () -> carry(errand)));
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

    private void carry(Errand errand) {
        UpdateErrand claims = statements.get().errand();
        String claimant = instance + " " + errand.lane();
        try {
            if (claims.claim(errand.id(), claimant, settings.claim())) {
                errand.run(new Claim(claims, errand.id(), claimant, settings.claim()));
                claims.leave(errand.id(), claimant);
            }
        } catch (ClaimLostException e) {
            log.info("{}", e.getMessage());
        } catch (RuntimeException | Error e) {
            log.warn("{} was interrupted and will be carried on: {}", errand.id(), StoreFailure.describe(e));
            leave(claims, errand, claimant);
        }
    }

    private void leave(UpdateErrand claims, Errand errand, String claimant) {
        try {
            claims.leave(errand.id(), claimant);
        } catch (RuntimeException e) {
            log.info("{} is claimed until its time is over: {}", errand.id(), StoreFailure.describe(e));
        }
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService timer = learning;
        Lanes busy = lanes;
        if (timer == null || busy == null) {
            return;
        }
        timer.shutdownNow();
        try {
            if (!busy.stop(STOP_SECONDS)) {
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
