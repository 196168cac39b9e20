// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.collect;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Everyone;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.local.server.CassandraServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Collects again and again what topics and tables hold. One thread. */
public final class Collector implements AutoCloseable {

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final List<TopicReader> readers = new ArrayList<>();
    private final List<Facts.Accepted> accepted = new ArrayList<>();
    private final List<Facts.Inboxed> inbox = new ArrayList<>();
    private final List<Applied> messages = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final CqlSession session;

    /** Where a stack answers. */
    public record Source(String kafka, InetSocketAddress cassandra, Topics topics) {}

    public Collector(Source source) {
        read(source, Topic.NOTIFICATIONS, this::accepted);
        read(source, Topic.INBOX, this::inboxed);
        read(source, Topic.MESSAGES, this::applied);
        read(source, Topic.RECEIPTS, record -> receipts.add(parse(Receipt.parser(), record)));
        read(source, Topic.REJECTED, record -> rejected.add(describe(record)));
        session = CqlSession.builder()
                .addContactPoint(source.cassandra())
                .withLocalDatacenter(CassandraServer.LOCAL_DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TO_ANSWER)
                        .build())
                .build();
    }

    private void read(Source source, Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> take) {
        readers.add(new TopicReader(source.kafka(), source.topics().name(topic), take));
    }

    public Facts collect() {
        readers.forEach(TopicReader::read);
        return new Facts(accepted, inbox, messages, new Rows(session).all(), receipts, rejected);
    }

    private void accepted(ConsumerRecord<byte[], byte[]> record) {
        Notification notification = parse(Notification.parser(), record);
        accepted.add(new Facts.Accepted(Identity.of(notification), record.partition(), record.offset()));
    }

    private void inboxed(ConsumerRecord<byte[], byte[]> record) {
        InboxRecord inboxed = parse(InboxRecord.parser(), record);
        inbox.add(new Facts.Inboxed(
                Identity.of(inboxed.getNotification()), inboxed.getUser(), record.partition(), record.offset()));
    }

    private void applied(ConsumerRecord<byte[], byte[]> record) {
        MessageRecord fact = parse(MessageRecord.parser(), record);
        if (fact.hasMessage()) {
            messages.add(Applied.of(Everyone.named(fact.getMessage(), record.partition())));
        }
    }

    private static <M extends Message> M parse(Parser<M> parser, ConsumerRecord<byte[], byte[]> record) {
        try {
            return parser.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "The record at %s-%d@%d cannot be read"
                            .formatted(record.topic(), record.partition(), record.offset()),
                    e);
        }
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        return "%s %s, from %s-%s@%s"
                .formatted(
                        header(record, Rejection.REASON_HEADER),
                        header(record, Rejection.DETAIL_HEADER),
                        header(record, Rejection.TOPIC_HEADER),
                        header(record, Rejection.PARTITION_HEADER),
                        header(record, Rejection.OFFSET_HEADER));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::close);
        session.close();
    }
}
