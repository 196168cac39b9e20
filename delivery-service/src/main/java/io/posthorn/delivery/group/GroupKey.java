// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Key of a membership: group, NUL, user, in UTF-8. No id holds NUL, and no UTF-8 the byte FF. */
final class GroupKey {

    static final char SEPARATOR = '\0';
    private static final int ABOVE_ALL_USERS = 0xFF;

    private GroupKey() {}

    static byte[] of(String group, String user) {
        return (group + SEPARATOR + user).getBytes(StandardCharsets.UTF_8);
    }

    /** At or before all members that come after this user. */
    static byte[] after(String group, String user) {
        byte[] key = of(group, user);
        return user.isEmpty() ? key : plus(key, SEPARATOR);
    }

    /** After all members of the group. */
    static byte[] end(String group) {
        return plus(of(group, ""), ABOVE_ALL_USERS);
    }

    static String user(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.substring(text.indexOf(SEPARATOR) + 1);
    }

    private static byte[] plus(byte[] key, int more) {
        var longer = new ByteArrayOutputStream(key.length + 1);
        longer.writeBytes(key);
        longer.write(more);
        return longer.toByteArray();
    }
}
