// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** One client's connection, passed on to the broker by two threads: one for requests, one for answers. */
final class Link {

    private static final RecordRule NOTHING = (topic, key, value) -> false;

    private final KafkaProxy proxy;
    private final Socket client;
    private final Socket broker;
    private final OutputStream toBroker;
    private final Answers answers;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Held back since the connection is torn. */
    private final List<byte[]> late = new ArrayList<>();

    private @Nullable Predicate<TopicPartition> torn;
    private CompletableFuture<Fate> fate = new CompletableFuture<>();

    Link(KafkaProxy proxy, Socket client, Socket broker) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.broker = broker;
        toBroker = broker.getOutputStream();
        answers = new Answers(client.getOutputStream());
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
    }

    void start() {
        daemon("proxy-requests", this::relayRequests).start();
        daemon("proxy-answers", this::relayAnswers).start();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void relayRequests() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()))) {
            for (byte[] frame = Frames.read(in); frame != null; frame = Frames.read(in)) {
                accept(frame);
            }
        } catch (IOException e) {
            proxy.broken(e);
        }
        if (torn == null) {
            close();
        } else {
            settleLate();
        }
    }

    private void relayAnswers() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(broker.getInputStream()))) {
            for (byte[] frame = Frames.read(in); frame != null; frame = Frames.read(in)) {
                answers.fromBroker(frame);
            }
        } catch (IOException e) {
            proxy.broken(e);
        }
        close();
    }

    private void accept(byte[] frame) throws IOException {
        boolean produces = Frames.isRequest(ApiKeys.PRODUCE, frame);
        if (torn != null) {
            acceptTorn(frame, produces, torn);
        } else if (produces) {
            ProduceFrame produce = ProduceFrame.parse(frame, proxy.names());
            proxy.verdict(produce.describe()).carryOut(this, produce);
        } else if (Frames.isRequest(ApiKeys.METADATA, frame)) {
            forwardMetadata(frame);
        } else {
            answers.expect(Frames.correlationOfRequest(frame), answer -> answer);
            Frames.write(toBroker, frame);
        }
    }

    private void forwardMetadata(byte[] frame) throws IOException {
        RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(frame));
        answers.expect(header.correlationId(), answer -> {
            proxy.names().learn(header, answer);
            return answer;
        });
        Frames.write(toBroker, frame);
    }

    void pass(ProduceFrame frame) throws IOException {
        proxy.tally().count(Tally.Deed.PASSED);
        if (proxy.thinning().hasBegun()) {
            lose(NOTHING, frame);
        } else {
            forward(frame);
        }
    }

    private void forward(ProduceFrame frame) throws IOException {
        byte[] bytes = frame.bytes();
        if (frame.wantsAnswer()) {
            answers.expect(Frames.correlationOfRequest(bytes), answer -> answer);
        }
        Frames.write(toBroker, bytes);
    }

    void forwardAfter(Duration time, ProduceFrame frame) throws IOException {
        proxy.tally().count(Tally.Deed.DELAYED);
        try {
            if (!closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                forward(frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    void hold(ProduceFrame frame) throws IOException {
        proxy.tally().count(Tally.Deed.HELD);
        if (proxy.fate().join() == Fate.DELIVER) {
            forward(frame);
        } else {
            close();
        }
    }

    void cutRequest(double part, ProduceFrame frame) throws IOException {
        proxy.tally().count(Tally.Deed.CUT);
        Frames.writePart(toBroker, frame.bytes(), part);
        close();
    }

    void cutResponse(ProduceFrame frame) throws IOException {
        proxy.tally().count(Tally.Deed.CUT);
        answers.mute();
        forward(frame);
        // The broker handles what it has received whole before it sees the end of the stream.
        broker.shutdownOutput();
        client.close();
    }

    void tear(Predicate<TopicPartition> passes, ProduceFrame frame) throws IOException {
        torn = passes;
        fate = proxy.fate();
        answers.mute();
        acceptTorn(frame.bytes(), true, passes);
    }

    private void acceptTorn(byte[] frame, boolean produces, Predicate<TopicPartition> passes) throws IOException {
        if (!produces) {
            late.add(frame);
            return;
        }
        proxy.tally().count(Tally.Deed.TORN);
        ProduceFrame produce = ProduceFrame.parse(frame, proxy.names());
        Optional<ProduceFrame> now = produce.only(passes);
        if (now.isPresent()) {
            forward(now.get());
        }
        produce.only(passes.negate()).map(ProduceFrame::bytes).ifPresent(late::add);
    }

    /** The sender is gone; what it has sent may still be under way. The broker's answers are read and dropped. */
    private void settleLate() {
        if (fate.join() == Fate.DISCARD) {
            close();
            return;
        }
        try {
            for (byte[] frame : late) {
                proxy.tally().count(Tally.Deed.LATE);
                answers.expect(Frames.correlationOfRequest(frame), answer -> answer);
                Frames.write(toBroker, frame);
            }
        } catch (IOException e) {
            proxy.broken(e);
            close();
        }
    }

    void lose(RecordRule rule, ProduceFrame frame) throws IOException {
        byte[] whole = frame.bytes();
        int correlation = Frames.correlationOfRequest(whole);
        Optional<byte[]> left = frame.map(
                        (partition, records) -> proxy.thinning().thin(partition, records, rule))
                .map(ProduceFrame::bytes);
        if (left.isEmpty() || left.get().length < whole.length) {
            proxy.tally().count(Tally.Deed.THINNED);
        }
        if (left.isEmpty()) {
            answers.give(correlation, frame.success());
        } else {
            answers.expect(correlation, frame::completed);
            Frames.write(toBroker, left.get());
        }
    }

    void close() {
        closed.countDown();
        proxy.closeQuietly(client);
        proxy.closeQuietly(broker);
        proxy.forget(this);
    }
}
