// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A message every 50 ms to one user, whatever happens to the platform. */
public final class Traffic implements AutoCloseable {

    private static final int EVERY_MILLIS = 50;

    private final Upstream upstream;
    private final TestUser user;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> ids = new ArrayList<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Traffic(Upstream upstream, TestUser user) {
        this.upstream = upstream;
        this.user = user;
        thread.scheduleAtFixedRate(this::sendOne, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sendOne() {
        Notification notification = upstream.notification(user).build();
        Future<RecordMetadata> begun = upstream.begin(notification);
        synchronized (this) {
            ids.add(notification.getId());
            sent.add(begun);
        }
    }

    /** Whether Kafka has them already or not. */
    public synchronized List<String> ids() {
        return List.copyOf(ids);
    }

    /** Returns when so many more have been sent. */
    public void flowFor(int messages) {
        int until = ids().size() + messages;
        Patience.await("traffic flows to " + user)
                .untilAsserted(() -> assertThat(ids()).hasSizeGreaterThanOrEqualTo(until));
    }

    /** Ends the traffic; returns the ids of all when Kafka has them. */
    public List<String> stop() {
        close();
        sent().forEach(Upstream::done);
        return ids();
    }

    private synchronized List<Future<RecordMetadata>> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            assertThat(thread.awaitTermination(60, TimeUnit.SECONDS))
                    .as("The traffic to %s ends", user)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
