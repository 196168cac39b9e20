// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.history.TestMessages;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the router tells of notifications, and what auditors are told of them. */
public final class TestLedger {

    private final RunningHistory history;
    private final TokenIssuer issuer;
    private final TestLog log;

    public TestLedger(RunningHistory history, TokenIssuer issuer, TestLog log) {
        this.history = history;
        this.issuer = issuer;
        this.log = log;
    }

    /** One of a user, at a place that is made up. @param group empty: none */
    public static Message message(String user, long offset, Instant at, String source, String id, String group) {
        Message message = new TestMessages(user).next(offset, at, "system");
        return message.toBuilder()
                .setNotification(
                        message.getNotification().toBuilder().setSource(source).setId(id))
                .setGroup(group)
                .build();
    }

    /** The same to everyone. */
    public static Message broadcast(long offset, Instant at, String source, String id) {
        return message("nobody", offset, at, source, id, "").toBuilder()
                .clearUser()
                .build();
    }

    /** Returns when all of it is written. */
    public void tell(List<Message> messages, List<Receipt> receipts) {
        log.commit(messages);
        log.tell(receipts);
        log.awaitDone(Topic.MESSAGES);
        log.awaitDone(Topic.RECEIPTS);
    }

    /** @param reach empty: all */
    public String auditor(Map<String, List<String>> reach) {
        return issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-1", reach));
    }

    public JsonNode ledger(String token, String source, String id, String user) {
        return ledger(token, source, id, user, "test");
    }

    public JsonNode ledger(String token, String source, String id, String user, String purpose) {
        return ask(token, "/v1/notifications/%s/%s/ledger?user=%s&purpose=%s".formatted(source, id, user, purpose));
    }

    public JsonNode ask(String token, String path) {
        return Answers.ok(history.getAs(token, path));
    }
}
