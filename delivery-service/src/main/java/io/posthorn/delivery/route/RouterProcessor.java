// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.fact.RejectedHeaders;
import io.posthorn.delivery.guard.RecordRules;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Broadcasts;
import io.posthorn.delivery.pending.Collapses;
import io.posthorn.delivery.pending.Looks;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.pending.Waiting;
import io.posthorn.delivery.repeat.Repeats;
import io.posthorn.delivery.streams.ConnectionsFirst;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of the router: decodes what one task reads and hands it on. One task owns a user, so order needs no locks.
 *
 * <p>A record that cannot be handled goes to the rejected with its reason; nothing but Kafka itself stops the task.
 */
public final class RouterProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(RouterProcessor.class);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final long YOUNG = Duration.ofSeconds(30).toMillis();

    private final Topics topics;
    private final RouterSettings settings;
    private final LeaseTable leases;
    private final Hints hints;

    private ProcessorContext<byte[], byte[]> context;
    private Facts facts;
    private UserStreams streams;
    private Inbox inbox;
    private ConnectionEvents connections;
    private Rounds rounds;
    private Progress progress;
    private Ahead ahead;
    private Erasing erasing;

    public RouterProcessor(Topics topics, RouterSettings settings, LeaseTable leases, Hints hints) {
        this.topics = topics;
        this.settings = settings;
        this.leases = leases;
        this.hints = hints;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        facts = new Facts(context);
        String partitionKey = UserPartitioner.keyOn(context.taskId().partition(), topics.partitions());
        progress = new Progress(context.getStateStore(RouterStores.PROGRESS), facts, partitionKey);
        ahead = new Ahead(context.getStateStore(RouterStores.PROGRESS));
        Pending pending = new Pending(context.getStateStore(RouterStores.PENDING));
        Broadcasts broadcasts = new Broadcasts(context.getStateStore(RouterStores.BROADCASTS));
        Collapses collapses = new Collapses(context.getStateStore(RouterStores.COLLAPSES));
        erasing = new Erasing(pending, collapses);
        Waiting waiting = new Waiting(pending, broadcasts);
        streams = new UserStreams(
                new Users(context.getStateStore(RouterStores.USERS)),
                pending,
                broadcasts,
                context.getStateStore(RouterStores.CONNECTIONS));
        var receipts = new DeviceReceipts(settings.classes(), waiting, facts);
        var sender = new Sender(streams, hints, leases, new Catalogue(waiting, collapses, progress, receipts));
        var presence = new PresenceFacts(facts);
        var forgetting = new Forgetting(streams, sender, receipts, presence);
        var releases = new Releases(streams, pending, collapses, settings.classes(), facts, settings.pendingPerUser());
        var looks = new Looks(context.getStateStore(RouterStores.LOOKS));
        rounds = new Rounds(streams, pending, looks, releases, settings.devices(), forgetting);
        var stores = new Backlog.Stores(pending, broadcasts, collapses, partitionKey);
        var backlog = new Backlog(streams, stores, rounds, progress, facts, settings);
        var repeats = new Repeats(context.getStateStore(RouterStores.REPEATS), settings.repeatsWindow());
        inbox = new Inbox(settings.classes(), repeats, streams, ahead, backlog, sender, facts);
        var openings = new Openings(settings, streams, waiting, rounds, sender, receipts, presence, forgetting);
        connections = new ConnectionEvents(leases, streams, ahead, openings, sender, receipts, presence, forgetting);
        restore(new Sweep(streams, sender, presence), backlog);
    }

    /** What was sent to the connections of this task is unknown: the sweep looks at them soon, and then as ever. */
    private void restore(Sweep sweep, Backlog backlog) {
        streams.restore(context.currentSystemTimeMs(), YOUNG);
        Cancellable[] soon = new Cancellable[1];
        soon[0] = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> {
            sweep.run(now);
            soon[0].cancel();
        });
        context.schedule(settings.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, now -> {
            sweep.run(now);
            rounds.run(progress.persisted(), now);
            backlog.releaseBroadcasts(now);
            progress.mark();
            ahead.reached(progress.reached());
        });
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        try {
            handle(record, from);
        } catch (KafkaException e) {
            throw e;
        } catch (InvalidProtocolBufferException e) {
            reject(record, from, Rejection.UNPARSEABLE, "not a record of this topic");
        } catch (RejectedException e) {
            reject(record, from, e.rejection(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}-{}@{} cannot be handled and is parked", from.topic(), from.partition(), from.offset(), e);
            reject(record, from, Rejection.FAILED, e.getClass().getSimpleName());
        }
        if (from.topic().equals(topics.name(Topic.INBOX))) {
            progress.reached(Positions.of(topics.era(), from.offset(), record.timestamp()));
        }
    }

    private void handle(Record<byte[], byte[]> record, RecordMetadata from)
            throws InvalidProtocolBufferException, RejectedException {
        if (record.value() == null) {
            throw new RejectedException(Rejection.UNPARSEABLE, "no value");
        }
        RecordRules.size(record.value());
        long now = context.currentSystemTimeMs();
        if (from.topic().equals(topics.name(Topic.CONNECTIONS))) {
            ConnectionEvent event = ConnectionEvent.parseFrom(record.value());
            RecordRules.check(event);
            connections.apply(event, progress.reached(), ConnectionsFirst.appendTime(record.timestamp()), now);
            rounds.active(event.getUser());
        } else if (from.topic().equals(topics.name(Topic.PERSISTED))) {
            progress.persisted(Persisted.parseFrom(record.value()).getUpTo());
        } else if (from.topic().equals(topics.name(Topic.ERASURES))) {
            Erasure erasure = Erasure.parseFrom(record.value());
            RecordRules.check(erasure);
            erasing.apply(erasure);
        } else {
            InboxRecord message = InboxRecord.parseFrom(record.value());
            RecordRules.check(message);
            Position position = Positions.of(topics.era(), from.offset(), record.timestamp());
            apply(message, position, now);
            if (!message.getUser().isEmpty()) {
                rounds.active(message.getUser());
            }
        }
    }

    /** What cannot be applied was accepted: it ends in a receipt, too. */
    private void apply(InboxRecord message, Position position, long now) throws RejectedException {
        try {
            inbox.apply(message, position, now);
        } catch (KafkaException e) {
            throw e;
        } catch (RejectedException | RuntimeException e) {
            facts.receipt(Receipts.parked(message, position, now));
            throw e;
        }
    }

    private void reject(Record<byte[], byte[]> record, RecordMetadata from, Rejection rejection, String detail) {
        facts.rejected(record.key(), record.value(), RejectedHeaders.of(rejection, detail, from, record.headers()));
    }
}
