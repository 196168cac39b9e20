// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;

/**
 * A history-service of a log that is made up: its rows and trees are right, its answers come when a test wants and break off where
 * it wants.
 */
public final class TestHistory implements AutoCloseable {

    public static final String USER = "user-1";
    public static final int PARTITION = 3;
    /** The end of the times of an export that was refused because not all was written. */
    public static final String ASKED_FIRST = "2026-11-20T12:00:00Z";

    private static final String ORIGIN = "posthorn/messages/test/" + PARTITION;

    public final SigningKey key = SigningKey.generate(ORIGIN);
    public final List<Message> messages = new ArrayList<>();
    public final List<String> questions = new ArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestTree tree = new TestTree(PARTITION, ORIGIN);
    private final Map<String, String> asked = new TreeMap<>();
    private final Instant first;
    private final CountDownLatch released = new CountDownLatch(1);
    private int leavesToHide;
    private int busy;
    private int proofs = Integer.MAX_VALUE;
    private boolean grows;
    private final AtomicInteger underWay = new AtomicInteger();
    public final AtomicInteger mostUnderWay = new AtomicInteger();
    private int breaks;
    private int behind;
    private int breakAfterBytes = Integer.MAX_VALUE;
    private int holdAfterRows = Integer.MAX_VALUE;

    /** @param age of its first row; each follows after a second. Between two rows of the user stands one of somebody else. */
    public TestHistory(int rows, Duration age) throws IOException {
        first = Instant.ofEpochMilli(Instant.now().minus(age).toEpochMilli());
        Position before = Positions.START;
        for (int i = 0; i < rows; i++) {
            Message message = message(USER, 2L * i, i, before);
            before = message.getPosition();
            messages.add(message);
            tree.append(Leaf.of(PARTITION, message));
            tree.append(Leaf.of(PARTITION, message("user-2", 2L * i + 1, i, Positions.START)));
        }
        tree.sign();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/export", exchange -> answer(exchange, this::export));
        server.createContext("/v1/trees", exchange -> answer(exchange, this::trees));
        server.start();
    }

    private Message message(String user, long offset, int number, Position before) {
        byte[] salt = new byte[16];
        salt[0] = (byte) number;
        return Message.newBuilder()
                .setUser(user)
                .setPosition(Positions.of(1, offset, first.plusSeconds(number).toEpochMilli()))
                .setPrevOwn(before)
                .setOrdinal(number + 1L)
                .setSalt(ByteString.copyFrom(salt))
                .setNotification(Notification.newBuilder()
                        .setSource("orders")
                        .setId("o-" + number)
                        .setClassName("system")
                        .setTitle("Shipped")
                        .setBody("Parcel " + number))
                .build();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** So many answers break off after so many bytes. */
    public TestHistory breaking(int answers, int afterBytes) {
        breaks = answers;
        breakAfterBytes = afterBytes;
        return this;
    }

    /** The first answer waits there until {@link #release}. */
    public TestHistory holding(int afterRows) {
        holdAfterRows = afterRows;
        return this;
    }

    public void release() {
        holdAfterRows = Integer.MAX_VALUE;
        released.countDown();
    }

    /** Of the row only what is no content is left. */
    public TestHistory erasing(int number) {
        Message whole = messages.get(number);
        messages.set(
                number,
                whole.toBuilder()
                        .clearSalt()
                        .setErasedAt(first.toEpochMilli())
                        .setNotification(
                                whole.getNotification().toBuilder().clearTitle().clearBody())
                        .build());
        return this;
    }

    /** The row is not what the log held any more. */
    public TestHistory changing(int number, UnaryOperator<Message.Builder> change) {
        messages.set(number, change.apply(messages.get(number).toBuilder()).build());
        return this;
    }

    /** A row that the log never held, behind another. */
    public TestHistory adding(int behind) {
        Message before = messages.get(behind);
        Position at = before.getPosition();
        messages.add(
                behind + 1,
                before.toBuilder()
                        .setPosition(Positions.of(at.getEra(), at.getOffset() + 1, at.getAppendedAt()))
                        .setPrevOwn(at)
                        .setOrdinal(before.getOrdinal() + 1)
                        .build());
        return this;
    }

    /** The export is of a class, so that rows may be left out by right. */
    public TestHistory ofAClass() {
        asked.put("class", "system");
        return this;
    }

    /** So many exports that begin are refused: what they are about is not all written. */
    public TestHistory behind(int answers) {
        behind = answers;
        return this;
    }

    /** Behind the rows stand so many leaves of others. */
    public TestHistory before(int others) {
        tree.appendOthers(others);
        tree.signOnly(tree.size());
        return this;
    }

    /** Nothing behind these leaves is signed yet. */
    public TestHistory signedUpTo(long leaves) {
        tree.signOnly(leaves);
        return this;
    }

    /** Whenever it is asked, its tree has grown, and that was signed. */
    public TestHistory growing() {
        grows = true;
        return this;
    }

    /** So many questions for a proof are answered; it refuses the others until it is {@link #mended}. */
    public TestHistory failingAfter(int answers) {
        proofs = answers;
        return this;
    }

    public void mended() {
        proofs = Integer.MAX_VALUE;
    }

    /** So many questions for a proof are answered with that it cannot now. */
    public TestHistory busy(int answers) {
        busy = answers;
        return this;
    }

    /** An export of the user's rows into a folder. */
    public Manifest export(Path folder, long partRows, Evidence evidence) throws IOException, InterruptedException {
        Manner manner = new Manner(Clock.systemUTC(), Retry.waiting(), (rows, leaves) -> evidence);
        return export(folder, partRows, manner, line -> {});
    }

    Manifest export(Path folder, long partRows, Manner manner, Consumer<String> log)
            throws IOException, InterruptedException {
        Download.Request request = new Download.Request(Map.of("user", USER), partRows, 1 << 20, "test");
        return new Download(new ExportFolder(folder), uri(), "token", request, log, manner).run();
    }

    /** Questions for proofs. */
    public List<String> proofsAsked() {
        synchronized (questions) {
            return questions.stream()
                    .filter(each -> each.contains("/inclusion"))
                    .toList();
        }
    }

    /** So many questions for a leaf are answered as if there was none yet. */
    public TestHistory hidingLeaves(int answers) {
        leavesToHide = answers;
        return this;
    }

    /** As if it had expired. */
    public TestHistory without(int from, int to) {
        messages.subList(from, to).clear();
        return this;
    }

    private interface Answering {
        void answer(HttpExchange exchange, Map<String, String> parameters) throws Exception;
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        synchronized (questions) {
            questions.add(exchange.getRequestURI().toString());
        }
        Map<String, String> parameters = new HashMap<>();
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        for (String each : query.split("&")) {
            int split = each.indexOf('=');
            if (split > 0) {
                parameters.put(each.substring(0, split), each.substring(split + 1));
            }
        }
        try {
            answering.answer(exchange, parameters);
            exchange.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        byte[] problem = JsonText.MAPPER.writeValueAsBytes(
                Map.of("type", "urn:posthorn:problem:behind", "detail", "Not all is written yet.", "to", ASKED_FIRST));
        exchange.getResponseHeaders().set("Retry-After", "10");
        exchange.sendResponseHeaders(503, problem.length);
        exchange.getResponseBody().write(problem);
    }

    private void export(HttpExchange exchange, Map<String, String> parameters) throws Exception {
        if (!parameters.containsKey("after") && behind-- > 0) {
            refuse(exchange);
            return;
        }
        int at = Integer.parseInt(parameters.getOrDefault("after", "t0").substring(1));
        int most = Integer.parseInt(parameters.get("rows"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int end = Math.min(messages.size(), at + most);
        for (int i = at; i < end; i++) {
            Message each = messages.get(i);
            body.writeBytes(line(new ExportRow(i + 1L, PARTITION, each, "t" + (i + 1))));
            if (i + 1 == holdAfterRows) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body.toByteArray());
                exchange.getResponseBody().flush();
                released.await();
                throw new IOException("held back");
            }
        }
        Map<String, String> query = new TreeMap<>(asked);
        query.putAll(Map.of("user", USER, "from", first.toString(), "to", end()));
        body.writeBytes(
                line(new ExportEnd(end, query, end == messages.size() ? Optional.empty() : Optional.of("t" + end))));
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        if (breaks > 0 && body.size() > breakAfterBytes) {
            breaks--;
            out.write(body.toByteArray(), 0, breakAfterBytes);
            out.flush();
            throw new IOException("breaks off");
        }
        out.write(body.toByteArray());
    }

    private String end() {
        return first.plusSeconds(1_000_000).toString();
    }

    private static byte[] line(ExportLine line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonText.MAPPER.createGenerator(bytes)) {
            ExportJson.write(json, line);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** The newest, signed by a key. */
    public String checkpoint(SigningKey by) {
        return tree.checkpoint(by);
    }

    private void trees(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        String path = exchange.getRequestURI().getPath();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            if (path.endsWith("/inclusion")) {
                inclusion(exchange, parameters);
            } else {
                send(exchange, 200, path.endsWith("/entries") ? entries(parameters) : heads());
            }
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] json = JsonText.MAPPER.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    private Object entries(Map<String, String> parameters) {
        return tree.entries(Long.parseLong(parameters.get("from")), Long.parseLong(parameters.get("to")));
    }

    private synchronized Object heads() {
        return tree.heads(key);
    }

    private synchronized void inclusion(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        if (grows) {
            tree.appendOthers(1);
            tree.sign();
        }
        if (busy-- > 0) {
            refuse(exchange);
            return;
        }
        int index = Integer.parseInt(parameters.get("offset"));
        OptionalLong size = tree.signed(index, Long.parseLong(parameters.getOrDefault("size", "0")));
        if (leavesToHide-- > 0 || size.isEmpty()) {
            send(exchange, 404, Map.of("detail", "No leaf stands at this position."));
        } else if (proofs-- <= 0) {
            send(exchange, 500, Map.of("detail", "Something went wrong here."));
        } else {
            send(exchange, 200, tree.proof(index, size.getAsLong()));
        }
    }

    /** Of a leaf, in the newest tree: those of odd index are somebody else's. */
    public Map<String, Object> proof(int index) {
        return tree.proof(index, tree.lastSigned());
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
