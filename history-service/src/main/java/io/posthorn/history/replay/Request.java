// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.ReplayRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done with one record of {@code posthorn.replay}. */
sealed interface Request {

    record Serve(ReplayRequest request) implements Request {}

    /** Too late, or for nothing: who wants it still asks again. */
    record Void() implements Request {}

    record Park(Rejection reason, String detail) implements Request {}

    static Request of(byte @Nullable [] value, Instant now) {
        if (value == null) {
            return new Park(Rejection.UNPARSEABLE, "the value is absent");
        }
        ReplayRequest request;
        try {
            request = ReplayRequest.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return new Park(Rejection.UNPARSEABLE, "the value is no ReplayRequest");
        }
        if (!Text.isId(request.getUser())
                || request.getConnection().isEmpty()
                || request.getGateway().isEmpty()) {
            return new Park(Rejection.FAILED, "user is no id, or connection or gateway is empty");
        }
        return isLate(request, now) || !Positions.isAfter(request.getUpTo(), request.getAfter())
                ? new Void()
                : new Serve(request);
    }

    static boolean isLate(ReplayRequest request, Instant now) {
        return request.getDeadline() <= now.toEpochMilli();
    }
}
