// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Everyone;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A sound world of one user with one device, of which a test breaks one thing. Messages are numbered from 1. */
final class Scene {

    static final int PARTITIONS = 4;
    static final String USER = "user-1";
    static final String DEVICE = "phone";
    static final long NOW = 1_000_000;

    final Map<Identity, Entry> ledger = new HashMap<>();
    final List<Facts.Accepted> accepted = new ArrayList<>();
    final List<Facts.Inboxed> inbox = new ArrayList<>();
    final List<Applied> messages = new ArrayList<>();
    final List<Applied> rows = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    private final List<DeviceLog> others = new ArrayList<>();
    private final Map<Integer, Notification> notifications = new TreeMap<>();

    /** So many, all of them delivered on one connection, acknowledged and told. */
    static Scene ofMessages(int count) {
        Scene scene = new Scene();
        for (int number = 1; number <= count; number++) {
            scene.applied(notification(number).build(), number);
            scene.receipts.add(scene.receipt(number));
        }
        scene.connections.add(scene.connection(0, count));
        return scene;
    }

    static Notification.Builder notification(int number) {
        return Notification.newBuilder()
                .setId("n-" + number)
                .setSource("test")
                .setClassName("system")
                .setTitle("number " + number)
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers(USER)));
    }

    /** Sent to the users that it names. */
    static Entry begun(Notification notification) {
        return Entry.begun(
                notification, Set.copyOf(notification.getTarget().getUsers().getUsersList()), NOW - 10);
    }

    void applied(Notification notification, int number) {
        notifications.put(number, notification);
        Identity identity = Identity.of(notification);
        ledger.put(identity, begun(notification));
        accepted.add(new Facts.Accepted(identity, 0, number));
        inbox.add(new Facts.Inboxed(
                identity,
                USER,
                UserPartitioner.partition(USER, PARTITIONS),
                position(number).getOffset()));
        Applied message = Applied.of(message(notification, number));
        messages.add(message);
        rows.add(message);
    }

    /** The first one to everyone. */
    void broadcast(int number) {
        String everyone = Everyone.with(USER, PARTITIONS);
        Notification notification = notification(number)
                .setTarget(Target.newBuilder().setEveryone(true))
                .build();
        notifications.put(number, notification);
        Identity identity = Identity.of(notification);
        ledger.put(identity, Entry.begun(notification, Set.of(everyone), NOW - 10));
        accepted.add(new Facts.Accepted(identity, 0, number));
        inbox.add(new Facts.Inboxed(
                identity,
                "",
                UserPartitioner.partition(USER, PARTITIONS),
                position(number).getOffset()));
        Applied message = Applied.of(message(notification, number).toBuilder()
                .setUser(everyone)
                .clearPrevOwn()
                .setOrdinal(1)
                .build());
        messages.add(message);
        rows.add(message);
    }

    static Message message(Notification notification, int number) {
        return Message.newBuilder()
                .setUser(USER)
                .setPosition(position(number))
                .setPrevOwn(position(number - 1))
                .setOrdinal(number)
                .setNotification(notification)
                .build();
    }

    /** 0 stands before all messages. */
    static Position position(int number) {
        return number == 0 ? Positions.START : Positions.of(1, number * 10L, NOW + number);
    }

    static String cursor(int number) {
        return number == 0 ? "" : Cursor.encode(position(number), UserHash.of(USER));
    }

    Frame frame(int number, int prev) {
        Notification notification = notifications.get(number);
        Entry entry = begun(notification);
        return new Frame.Message(cursor(number), cursor(prev), entry.identity(), entry.content(), false, NOW + number);
    }

    static Frame skip(int number, int prev, String reason, long count) {
        return new Frame.Skipped(cursor(number), cursor(prev), Map.of(reason, count), NOW + 60_000);
    }

    List<Frame> frames(int after, int upTo) {
        List<Frame> frames = new ArrayList<>();
        for (int number = after + 1; number <= upTo; number++) {
            frames.add(frame(number, number - 1));
        }
        return frames;
    }

    /** A connection that was told nothing but what was read. */
    static Connection reading(int sent, int told) {
        return new Connection(
                new Connection.Begin("gateway", "", NOW),
                new Connection.Course(Optional.empty(), Optional.empty()),
                List.of(),
                List.of(),
                new Connection.Reads(cursors(sent), cursors(told)),
                List.of());
    }

    private static List<String> cursors(int number) {
        return number == 0 ? List.of() : List.of(cursor(number));
    }

    Connection connection(int after, int upTo) {
        return connection(after, frames(after, upTo));
    }

    /** Acknowledges its last frame. */
    static Connection connection(int after, List<Frame> frames) {
        List<String> acks = frames.isEmpty()
                ? List.of()
                : List.of(frames.get(frames.size() - 1).cursor());
        return connection("full", after, frames, acks);
    }

    static Connection connection(String recovered, int after, List<Frame> frames, List<String> acks) {
        var resumption = new Connection.Resumption(recovered, cursor(after), NOW);
        return new Connection(
                new Connection.Begin("gateway", cursor(after), NOW),
                new Connection.Course(Optional.of(resumption), Optional.empty()),
                frames,
                acks,
                Connection.Reads.NONE,
                List.of());
    }

    static Connection troubled(Connection.TroubleKind kind) {
        return new Connection(
                new Connection.Begin("gateway", "", NOW),
                new Connection.Course(Optional.empty(), Optional.empty()),
                List.of(),
                List.of(),
                Connection.Reads.NONE,
                List.of(new Connection.Trouble(kind, "what it was", NOW)));
    }

    Receipt receipt(int number) {
        return Receipt.newBuilder()
                .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
                .setSource("test")
                .setId("n-" + number)
                .setUser(USER)
                .setDevice(DEVICE)
                .setPosition(position(number))
                .build();
    }

    void onlyConnection(Connection connection) {
        connections.clear();
        connections.add(connection);
    }

    /** Another device of the user, on which all was delivered and acknowledged. */
    void laptop(Connection... more) {
        List<Connection> all = new ArrayList<>(List.of(connection(0, messages.size())));
        all.addAll(List.of(more));
        others.add(new DeviceLog(USER, "laptop", all));
        for (int number = 1; number <= messages.size(); number++) {
            receipts.add(receipt(number).toBuilder().setDevice("laptop").build());
        }
    }

    Evidence evidence() {
        return new Evidence(
                ledger,
                Stream.concat(Stream.of(new DeviceLog(USER, DEVICE, connections)), others.stream())
                        .toList(),
                new Facts(accepted, inbox, messages, rows, receipts, rejected),
                PARTITIONS);
    }

    List<Finding> findings() {
        return Checker.findings(evidence());
    }

    /** The kinds of breaches, each once, in the order of their definition. */
    List<Invariant> broken() {
        return findings().stream().map(Finding::invariant).distinct().sorted().toList();
    }
}
