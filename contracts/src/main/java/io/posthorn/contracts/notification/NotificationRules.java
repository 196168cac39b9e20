// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a notification may hold: the one place for the POST API and for what comes from Kafka. */
public final class NotificationRules {

    private static final int TITLE_CHARACTERS = 1_024;
    private static final int TYPE_CHARACTERS = 256;

    private NotificationRules() {}

    /** @throws RejectedException with the first rule that is broken */
    public static void check(Notification notification, DeliveryClasses classes) throws RejectedException {
        identity(notification);
        target(notification.getTarget());
        deliveryClass(notification.getClassName(), classes);
        sizes(notification);
        data(notification);
        if (notification.hasSentAt() && !Times.isValid(notification.getSentAt())) {
            throw new RejectedException(Rejection.UNPARSEABLE, "sentAt: must lie in the years 1 to 9999");
        }
        if (notification.hasTtl() && Times.toJava(notification.getTtl()).compareTo(Duration.ZERO) <= 0) {
            throw new RejectedException(Rejection.BAD_TTL, "ttl must be positive");
        }
    }

    private static void identity(Notification notification) throws RejectedException {
        if (notification.getId().isEmpty()) {
            throw new RejectedException(Rejection.ID_MISSING, "id is missing");
        }
        if (notification.getSource().isEmpty()) {
            throw new RejectedException(Rejection.SOURCE_MISSING, "source is missing");
        }
        id("id", notification.getId());
        id("source", notification.getSource());
    }

    private static void id(String field, String id) throws RejectedException {
        if (!Text.isId(id)) {
            throw new RejectedException(
                    Rejection.BAD_ID, field + ": allowed are 1 to 128 printable characters without space");
        }
    }

    private static void target(Target target) throws RejectedException {
        switch (target.getKindCase()) {
            case USERS -> {
                int users = target.getUsers().getUsersCount();
                if (users == 0) {
                    throw new RejectedException(Rejection.NO_TARGET, "target.users is empty");
                }
                if (users > NotificationLimits.USERS) {
                    throw new RejectedException(
                            Rejection.TOO_MANY_USERS,
                            "target.users has " + users + ", allowed are " + NotificationLimits.USERS);
                }
                for (String user : target.getUsers().getUsersList()) {
                    id("target.users", user);
                }
            }
            case GROUP -> id("target.group", target.getGroup());
            case EVERYONE -> {
                if (!target.getEveryone()) {
                    throw new RejectedException(Rejection.NO_TARGET, "target.everyone is not true");
                }
            }
            case KIND_NOT_SET -> throw new RejectedException(Rejection.NO_TARGET, "target is missing");
        }
    }

    private static void deliveryClass(String name, DeliveryClasses classes) throws RejectedException {
        if (name.isEmpty()) {
            throw new RejectedException(Rejection.CLASS_MISSING, "class is missing");
        }
        if (classes.find(name).isEmpty()) {
            throw new RejectedException(
                    Rejection.UNKNOWN_CLASS, "class is unknown, configured are " + String.join(", ", classes.names()));
        }
    }

    private static void sizes(Notification notification) throws RejectedException {
        int content = notification.getBody().length() > NotificationLimits.CONTENT_BYTES
                ? Integer.MAX_VALUE
                : notification.getBodyBytes().size()
                        + notification.getData().getValue().size();
        if (content > NotificationLimits.CONTENT_BYTES) {
            throw new RejectedException(
                    Rejection.TOO_LARGE,
                    "body and data are over " + NotificationLimits.CONTENT_BYTES + " bytes together");
        }
        atMost("title", notification.getTitle(), TITLE_CHARACTERS);
        atMost("type", notification.getType(), TYPE_CHARACTERS);
        atMost("collapseKey", notification.getCollapseKey(), TYPE_CHARACTERS);
        atMost("dataContentType", notification.getData().getContentType(), TYPE_CHARACTERS);
    }

    private static void atMost(String field, String value, int characters) throws RejectedException {
        if (value.length() > characters) {
            throw new RejectedException(Rejection.TOO_LARGE, field + " is over " + characters + " characters");
        }
    }

    private static void data(Notification notification) throws RejectedException {
        if (!notification.hasData()) {
            return;
        }
        String contentType = notification.getData().getContentType();
        if (contentType.isEmpty()) {
            throw new RejectedException(Rejection.UNPARSEABLE, "data has no content type");
        }
        if (contentType.equals(ContentJson.JSON)) {
            json(notification.getData().getValue());
        }
    }

    /** JSON goes to devices as it came, in the middle of a frame: it must be what the frame's reader reads. */
    private static void json(ByteString data) throws RejectedException {
        JsonNode json = Optional.of(data)
                .filter(ByteString::isValidUtf8)
                .flatMap(text -> JsonText.parseEmbedded(text.toByteArray()))
                .orElseThrow(() -> new RejectedException(Rejection.UNPARSEABLE, "data is not JSON in UTF-8"));
        if (JsonText.levels(json) > NotificationLimits.DATA_LEVELS) {
            throw new RejectedException(
                    Rejection.TOO_LARGE, "data has over " + NotificationLimits.DATA_LEVELS + " levels");
        }
    }
}
