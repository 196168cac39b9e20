// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.notification.NotificationLimits;
import io.posthorn.contracts.text.Text;

/** Sizes that the protocol fixes. */
public final class Limits {

    /** Body and data of a notification together, in bytes. */
    public static final int CONTENT_BYTES = NotificationLimits.CONTENT_BYTES;
    /** A whole notification as produced, in bytes: content as Base64, escapes and all other fields. */
    public static final int NOTIFICATION_BYTES = NotificationLimits.NOTIFICATION_BYTES;
    /** A frame from a client, in bytes. */
    public static final int CLIENT_FRAME_BYTES = 64 << 10;
    /** Explicit users of one notification. */
    public static final int USERS = NotificationLimits.USERS;
    /** Messages in flight to a connection: the default, and the most that a hello may ask for. */
    public static final int WINDOW = 256;
    /** Bytes in flight to a connection. */
    public static final int WINDOW_BYTES = 256 << 10;

    public static final int ATTRIBUTES = 32;
    public static final int ATTRIBUTE_CHARACTERS = 2 << 10;

    private Limits() {}

    /** Ids of users, devices, sources and notifications: 1 to 128 characters, none of them a space or invisible. */
    public static boolean isId(String id) {
        return Text.isId(id);
    }
}
