// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A device with a memory. */
public final class TestDevice {

    private static final String ONLY_FOR = "only for ";

    private final String user;
    private final String name;
    private final Recorder seen;
    private final PosthornClient client;

    TestDevice(String user, String name, ClientBuilder setup) {
        this.user = user;
        this.name = name;
        this.seen = new Recorder(user);
        this.client = setup.listener(seen).connect();
    }

    static String onlyFor(String user) {
        return ONLY_FOR + user;
    }

    static boolean isForOneUser(String body) {
        return body.startsWith(ONLY_FOR);
    }

    public PosthornClient client() {
        return client;
    }

    // ------------------------------------------------------------ what it does

    /** With a close frame, after it has acknowledged. */
    public void leave() {
        client.close();
        awaitEnd();
    }

    /** Without a word. */
    public void vanish() {
        seen.gate().open();
        client.abort();
    }

    /** Takes nothing more from its socket. Its client must have been given an {@code HttpClient} of its own. */
    public void stopReading() {
        seen.gate().close();
    }

    public void readOn() {
        seen.gate().open();
    }

    // ------------------------------------------------------------ what it has seen

    public List<MessageFrame> messages() {
        return seen.messages().all();
    }

    /** Ids of its messages, as they came. */
    public List<String> ids() {
        return messages().stream().map(MessageFrame::getId).toList();
    }

    public MessageFrame message(int index) {
        return messages().get(index);
    }

    public Welcome welcome() {
        List<Welcome> welcomes = seen.welcomes().all();
        return welcomes.get(welcomes.size() - 1);
    }

    /** One for each connection. */
    public List<Resumed> resumptions() {
        return seen.resumptions().all();
    }

    /** How its first connection began. */
    public Resumed resumed() {
        return resumptions().get(0);
    }

    public List<Skip> skips() {
        return seen.skips().all();
    }

    public List<CaughtUp> caughtUps() {
        return seen.caughtUps().all();
    }

    public List<ReadMarker> reads() {
        return seen.reads().all();
    }

    public List<Error> errors() {
        return seen.errors().all();
    }

    public List<Closed> closes() {
        return seen.closes().all();
    }

    public List<Integer> closeCodes() {
        return closes().stream().map(Closed::code).toList();
    }

    List<String> violations() {
        return seen.violations();
    }

    // ------------------------------------------------------------ what it waits for

    public TestDevice awaitLive() {
        Patience.await(this + " is connected and its stream has begun")
                .until(() -> client.live().isDone());
        assertThat(client.live()).as("%s is live", this).isCompleted();
        return this;
    }

    /** These and no others, in this order. */
    public void awaitIds(List<String> ids) {
        Patience.await(this + " has received exactly " + ids.size() + " messages in their order")
                .untilAsserted(() -> assertThat(ids()).isEqualTo(ids));
    }

    /** All of these, whatever came before, between and after them. */
    public void awaitAllOf(List<String> ids) {
        Patience.await(this + " has received all of " + ids.size() + " messages")
                .untilAsserted(() -> assertThat(ids()).containsAll(ids));
    }

    public void awaitCount(int messages) {
        Patience.await(this + " has received " + messages + " messages or more")
                .untilAsserted(() -> assertThat(ids()).hasSizeGreaterThanOrEqualTo(messages));
    }

    public void awaitCaughtUp() {
        Patience.await(this + " has caught up")
                .untilAsserted(() -> assertThat(caughtUps()).isNotEmpty());
    }

    public Error awaitError() {
        Patience.await(this + " is told of an error")
                .untilAsserted(() -> assertThat(errors()).isNotEmpty());
        return errors().get(0);
    }

    /** When the client will not come back. */
    public Closed awaitEnd() {
        try {
            return client.ended().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(this + " did not end", e);
        }
    }

    @Override
    public String toString() {
        return name + " of " + user;
    }
}
