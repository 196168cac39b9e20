// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.gateway.token.Standing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the topic and the memory of sessions up to date: tells other gateways who is alive, and throws away what is over.
 *
 * <p>On a thread of its own, which may wait for Kafka: ending connections must not.
 */
final class SessionUpkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SessionUpkeep.class);
    /** As much may the clocks of gateways differ before one deletes what another still holds for alive. */
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();
    /** So that one gateway deletes and the others find it done. */
    private static final int SPREAD_MILLIS = 600_000;

    private static final long FORGET_EVERY_MILLIS = 60_000;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final SessionTable table;
    private final Standing standing;
    private final SessionRecords records;
    private final Clocks clocks;
    private final long activity;
    private final long kept;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread upkeep = new Thread(task, "posthorn-session-upkeep");
        upkeep.setDaemon(true);
        return upkeep;
    });
    private long forgotAt;
    /** Others have had the time to tell who is alive. */
    private long settledAt;

    SessionUpkeep(
            SessionTable table,
            Standing standing,
            SessionRecords records,
            Clocks clocks,
            SessionSettings settings,
            String gateway) {
        this.table = table;
        this.standing = standing;
        this.records = records;
        this.clocks = clocks;
        this.activity = settings.activity().toMillis();
        this.kept = KEPT_MILLIS + Math.floorMod(gateway.hashCode(), SPREAD_MILLIS);
    }

    void start() {
        long pause = Math.min(activity / 10, LONGEST_PAUSE_MILLIS);
        thread.scheduleWithFixedDelay(this::tryToRun, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void tryToRun() {
        try {
            run(clocks.millis());
        } catch (RuntimeException | Error e) {
            log.error("The records of sessions could not be kept up; tried again", e);
        }
    }

    /** While not everything is read nobody is taken for silent: perhaps it was not listened to. */
    void run(long now) {
        if (!standing.isKnown()) {
            settledAt = now + 2 * activity;
        }
        keepUp(now);
        if (now - forgotAt >= FORGET_EVERY_MILLIS) {
            forgotAt = now;
            table.forgetRevocations(now);
        }
    }

    private void keepUp(long now) {
        for (CookieSession session : table.all()) {
            boolean goesOn = switch (session.due(now, activity, kept)) {
                case NOTHING -> true;
                case TELL_ACTIVITY -> write(session, session.withActivity().toByteArray(), now);
                case DELETE_RECORD -> write(session, null, now);
                case DELETE_SILENT_RECORD -> now < settledAt || write(session, null, now);
                case FORGET -> forget(session);
            };
            if (!goesOn) {
                return;
            }
        }
    }

    private boolean forget(CookieSession session) {
        table.forget(session);
        return true;
    }

    /** @return whether more can be written now */
    private boolean write(CookieSession session, byte @Nullable [] record, long now) {
        session.writing(now);
        CompletableFuture<Void> written = records.write(session.id, record);
        written.whenComplete((done, failure) -> {
            if (failure != null) {
                log.debug("The record of a session was not written; it is tried again", failure);
            }
        });
        return !written.isCompletedExceptionally();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
