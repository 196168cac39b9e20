// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between Kafka clients and the broker. Clients that are to stay behind it use a listener of the broker that
 * advertises the proxy's port. What is not a produce request passes in order and at once.
 */
public final class KafkaProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaProxy.class);

    private final ServerSocket server;
    private final int brokerPort;
    private final TopicNames names = new TopicNames();
    private final Thinning thinning = new Thinning();
    private final Tally tally = new Tally();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile ProduceRule rule = ProduceRule.PASS;
    private volatile CompletableFuture<Fate> fate = new CompletableFuture<>();

    private KafkaProxy(ServerSocket server, int brokerPort) {
        this.server = server;
        this.brokerPort = brokerPort;
    }

    /**
     * @param port where clients connect; 0 for a free one
     * @param brokerPort need not answer yet
     */
    public static KafkaProxy start(int port, int brokerPort) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        KafkaProxy proxy = new KafkaProxy(server, brokerPort);
        Thread thread = new Thread(proxy::accept, "proxy-accept");
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** For requests that come from now on. */
    public void rule(ProduceRule next) {
        rule = next;
    }

    /** Decides over all that is held at this moment. */
    public void settle(Fate decided) {
        CompletableFuture<Fate> current = fate;
        fate = new CompletableFuture<>();
        current.complete(decided);
    }

    /** From now on everything passes; what was held is decided. */
    public void heal(Fate decided) {
        rule = ProduceRule.PASS;
        settle(decided);
    }

    /** What was done to produce requests until now, for people. */
    public String told() {
        return tally.toString();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    private void connect(Socket client) {
        Socket broker = new Socket();
        try {
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
            Link link = new Link(this, client, broker);
            links.add(link);
            link.start();
        } catch (IOException e) {
            broken(e);
            closeQuietly(client);
            closeQuietly(broker);
        }
    }

    Verdict verdict(Produce produce) {
        return rule.on(produce);
    }

    Tally tally() {
        return tally;
    }

    TopicNames names() {
        return names;
    }

    Thinning thinning() {
        return thinning;
    }

    /** Of what is held from now on: to be asked for when the holding begins, since it may be decided at once. */
    CompletableFuture<Fate> fate() {
        return fate;
    }

    void forget(Link link) {
        links.remove(link);
    }

    /** Connections break all the time here, on purpose. */
    void broken(IOException e) {
        LOG.debug("A connection broke", e);
    }

    void closeQuietly(Closeable closing) {
        try {
            closing.close();
        } catch (IOException e) {
            broken(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(server);
        settle(Fate.DISCARD);
        List.copyOf(links).forEach(Link::close);
    }
}
