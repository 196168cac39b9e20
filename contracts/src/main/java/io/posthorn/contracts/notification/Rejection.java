// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import java.util.Locale;

/** Why a record stands in {@code posthorn.rejected}. */
public enum Rejection {
    UNPARSEABLE,
    ID_MISSING,
    SOURCE_MISSING,
    BAD_ID,
    NO_TARGET,
    TOO_MANY_USERS,
    /** Its group has no members. */
    NO_MEMBERS,
    TOO_MANY_MEMBERS,
    CLASS_MISSING,
    UNKNOWN_CLASS,
    TOO_LARGE,
    BAD_TTL,
    /** The record is sound, but the state that it meets is not. */
    FAILED;

    /** Headers of a record in {@code posthorn.rejected}, all in UTF-8. */
    public static final String REASON_HEADER = "posthorn-reason";

    public static final String DETAIL_HEADER = "posthorn-detail";
    public static final String TOPIC_HEADER = "posthorn-topic";
    public static final String PARTITION_HEADER = "posthorn-partition";
    public static final String OFFSET_HEADER = "posthorn-offset";

    /** As in headers, receipts and problem details: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
