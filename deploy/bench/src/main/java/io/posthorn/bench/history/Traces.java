// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.history.Questions.Question;
import io.posthorn.bench.stack.Notices;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a user's newest message left behind, and what is asked about it: it was accepted, routed, and delivered on one device,
 * which connected for it and left.
 */
record Traces(Cast cast, Past past, HistoryLog log) {

    private static final String DEVICE = "phone";

    void leaveReceipts(int user) {
        String name = cast.name(user);
        String id = Cast.id(newest(user));
        Receipt accepted = receipt(id, ReceiptState.RECEIPT_STATE_ACCEPTED)
                .setRecipients(1)
                .build();
        Receipt.Builder routed =
                receipt(id, ReceiptState.RECEIPT_STATE_ROUTED).setUser(name).setPosition(position(user));
        log.receipt(accepted);
        log.receipt(routed.build());
        log.receipt(routed.setState(ReceiptState.RECEIPT_STATE_DELIVERED)
                .setDevice(DEVICE)
                .setGateway(HistoryLog.GATEWAY)
                .setConnection(connection(user))
                .build());
    }

    void leaveConnection(int user) {
        ConnectionEvent.Builder event = ConnectionEvent.newBuilder()
                .setUser(cast.name(user))
                .setDevice(DEVICE)
                .setConnection(connection(user))
                .setGateway(HistoryLog.GATEWAY)
                .setIncarnation(1);
        log.connection(event.setConnected(Connected.newBuilder().setWindow(256)).build());
        log.connection(event.setDisconnected(
                        Disconnected.newBuilder().setCause(DisconnectCause.DISCONNECT_CAUSE_CLIENT_CLOSED))
                .build());
    }

    private static Receipt.Builder receipt(String id, ReceiptState state) {
        return Receipt.newBuilder()
                .setSource(Notices.SOURCE)
                .setId(id)
                .setState(state)
                .setClassName(HistoryLog.CLASS)
                .setAt(Instant.now().toEpochMilli());
    }

    private Position position(int user) {
        return past.end(user);
    }

    private int newest(int user) {
        int[] numbers = cast.of(user);
        return numbers[numbers.length - 1];
    }

    private String connection(int user) {
        return "c-" + user;
    }

    Question notification(int user) {
        return about(
                user,
                "",
                answer -> answer.path("recipients").size() == 1
                        && isDelivered(user, answer.path("recipients").path(0)));
    }

    Question ledger(int user) {
        return about(
                user,
                "/ledger?user=" + cast.name(user),
                answer -> isDelivered(user, answer)
                        && answer.path("messages").size() == 1
                        && answer.toString().contains("\"" + connection(user) + "\""));
    }

    private Question about(int user, String rest, Predicate<JsonNode> isRight) {
        String id = Cast.id(newest(user));
        return new Question(
                "/v1/notifications/" + Notices.SOURCE + "/" + id + rest,
                answer -> answer.path("id").asString("").equals(id) && isRight.test(answer));
    }

    private boolean isDelivered(int user, JsonNode answer) {
        return answer.path("user").asString("").equals(cast.name(user))
                && answer.path("outcome").asString("").equals("delivered");
    }

    Question connections(int user) {
        return new Question(
                "/v1/users/" + cast.name(user) + "/connections",
                answer -> answer.path("connections").size() == 2
                        && answer.path("connections")
                                .path(0)
                                .path("connection")
                                .asString("")
                                .equals(connection(user)));
    }
}
