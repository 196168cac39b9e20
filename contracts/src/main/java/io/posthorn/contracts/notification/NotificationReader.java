// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.posthorn.contracts.v1.Notification;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value of a record of {@code posthorn.notifications} by its {@code content-type} header, and lets CloudEvents
 * headers (binary mode) win over the body.
 */
public final class NotificationReader {

    public static final String CONTENT_TYPE = "content-type";
    public static final String JSON = "application/json";
    public static final String PROTOBUF = "application/x-protobuf";

    // Unknown fields are ignored as in JSON: carried along, they would pass by every bound of size.
    private static final Parser<Notification> KNOWN_FIELDS = DiscardUnknownFieldsParser.wrap(Notification.parser());

    private NotificationReader() {}

    /**
     * @param headers the value of a header, absent where there is none
     * @throws RejectedException it cannot be parsed
     */
    public static Notification read(byte @Nullable [] value, Function<String, @Nullable String> headers)
            throws RejectedException {
        if (value == null) {
            throw new RejectedException(Rejection.UNPARSEABLE, "no value");
        }
        return withCloudEvent(parse(value, mediaType(headers.apply(CONTENT_TYPE))), headers);
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return JSON;
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    private static Notification parse(byte[] value, String mediaType) throws RejectedException {
        switch (mediaType) {
            case JSON:
                return NotificationJson.read(value);
            case PROTOBUF:
                try {
                    return KNOWN_FIELDS.parseFrom(value);
                } catch (InvalidProtocolBufferException e) {
                    throw new RejectedException(Rejection.UNPARSEABLE, "not a Protobuf notification");
                }
            default:
                throw new RejectedException(Rejection.UNPARSEABLE, "content-type must be " + JSON + " or " + PROTOBUF);
        }
    }

    private static Notification withCloudEvent(Notification body, Function<String, @Nullable String> headers)
            throws RejectedException {
        String id = headers.apply("ce_id");
        String source = headers.apply("ce_source");
        String type = headers.apply("ce_type");
        String time = headers.apply("ce_time");
        if (id == null && source == null && type == null && time == null) {
            return body;
        }
        var notification = body.toBuilder();
        if (id != null) {
            notification.setId(id);
        }
        if (source != null) {
            notification.setSource(source);
        }
        if (type != null) {
            notification.setType(type);
        }
        if (time != null) {
            try {
                notification.setSentAt(Times.parse(time));
            } catch (IllegalArgumentException e) {
                throw new RejectedException(Rejection.UNPARSEABLE, "ce_time: " + e.getMessage());
            }
        }
        return notification.build();
    }
}
