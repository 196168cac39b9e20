// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.audit;

import io.posthorn.gateway.address.Address;
import io.posthorn.gateway.limit.Limit;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;

/**
 * Writes to the logger {@code posthorn.audit}: the fields as key-values for structured logs, and as text.
 *
 * <p>Of those that come too fast only one a second is written, with the number of those that were not: a flood must not fill
 * the disk.
 */
public final class AuditLog {

    private static final Logger log = LoggerFactory.getLogger("posthorn.audit");
    private static final Set<String> FLOODS =
            Set.of(Limit.HANDSHAKES.title(), Limit.HANDSHAKES_PER_ADDRESS.title(), Limit.HANDSHAKES_PER_USER.title());
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int HASH_BYTES = 6;

    private final AtomicLong floodSaidAt = new AtomicLong(System.nanoTime() - SECOND_NANOS);
    private final AtomicLong unsaid = new AtomicLong();

    /** @param status that the client got */
    public void write(Handshake handshake, HttpServletRequest request, int status) {
        if (FLOODS.contains(handshake.result()) && !floodMayBeSaid()) {
            unsaid.incrementAndGet();
            return;
        }
        boolean accepted = handshake.result().equals(Handshake.ACCEPTED);
        long passedOver = FLOODS.contains(handshake.result()) ? unsaid.getAndSet(0) : 0;
        AuditLine line = new AuditLine()
                .with("decision", accepted ? Handshake.ACCEPTED : "refused")
                .with("reason", accepted ? "" : handshake.result())
                .with("status", Integer.toString(status))
                .with("user", handshake.user())
                .with("session", hash(handshake.session()))
                .with("connection", handshake.connection())
                .with("address", handshake.address().toString())
                .with("peer", peerIfAnother(handshake, request))
                .with("origin", request.getHeader(HttpHeaders.ORIGIN))
                .with("agent", request.getHeader(HttpHeaders.USER_AGENT))
                .with("unsaid", passedOver == 0 ? "" : Long.toString(passedOver));
        write("handshake", line);
    }

    /** @param operator who has ordered it */
    public void drain(String operator) {
        write("drain", new AuditLine().with("user", operator));
    }

    private static void write(String what, AuditLine line) {
        LoggingEventBuilder event = log.atInfo();
        line.fields().forEach((name, value) -> event.addKeyValue(name, value));
        event.log("{} {}", what, line.text());
    }

    private boolean floodMayBeSaid() {
        long now = System.nanoTime();
        long last = floodSaidAt.get();
        return now - last >= SECOND_NANOS && floodSaidAt.compareAndSet(last, now);
    }

    /** The proxy that the client came through. */
    private static String peerIfAnother(Handshake handshake, HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return Address.parse(peer).filter(handshake.address()::equals).isPresent() ? "" : peer;
    }

    /** A session's id is as good as its token, so it is not written. */
    private static String hash(String session) {
        if (session.isEmpty()) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
