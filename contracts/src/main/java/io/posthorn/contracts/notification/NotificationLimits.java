// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

/** How large a notification may be. */
public final class NotificationLimits {

    /** Body and data together, in bytes. */
    public static final int CONTENT_BYTES = 64 << 10;
    /** The whole of it as produced, in bytes: content as Base64, escapes and all other fields. */
    public static final int NOTIFICATION_BYTES = 256 << 10;
    /** Explicit users. */
    public static final int USERS = 1_000;
    /**
     * Levels of arrays and objects in JSON data. It is read again inside a frame or a page, by readers that end at 64
     * levels.
     */
    public static final int DATA_LEVELS = 50;

    private NotificationLimits() {}
}
