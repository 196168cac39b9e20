// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** Gives a client its answers in the order of its requests, also those that the proxy gives in the broker's place. */
final class Answers {

    private final OutputStream client;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private boolean muted;

    /** @param edit of the broker's answer; {@code fromBroker} false: of nothing, the answer is there */
    private record Expected(int correlation, boolean fromBroker, UnaryOperator<byte[]> edit) {}

    Answers(OutputStream client) {
        this.client = client;
    }

    /** To be called before the request is passed on. */
    synchronized void expect(int correlation, UnaryOperator<byte[]> edit) {
        expected.add(new Expected(correlation, true, edit));
    }

    synchronized void give(int correlation, byte[] answer) throws IOException {
        expected.add(new Expected(correlation, false, nothing -> answer));
        giveWhatIsThere();
    }

    synchronized void fromBroker(byte[] answer) throws IOException {
        Expected first = expected.poll();
        if (first == null || first.correlation() != Frames.correlationOfResponse(answer)) {
            throw new IOException("The broker answered what was not asked");
        }
        write(first.edit().apply(answer));
        giveWhatIsThere();
    }

    /** The client hears nothing any more. */
    synchronized void mute() {
        muted = true;
    }

    private void giveWhatIsThere() throws IOException {
        for (Expected first = expected.peek(); first != null && !first.fromBroker(); first = expected.peek()) {
            write(first.edit().apply(new byte[0]));
            expected.remove();
        }
    }

    private void write(byte[] answer) throws IOException {
        if (!muted) {
            Frames.write(client, answer);
        }
    }
}
