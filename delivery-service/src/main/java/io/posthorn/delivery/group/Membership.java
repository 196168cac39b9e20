// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.GroupMember;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record of {@code posthorn.groups} says.
 *
 * @param member else: not any more
 */
record Membership(String group, String user, boolean member) {

    /** Empty when it is not one of ours: a key that is not two ids, or a value that says something else than its key. */
    static Optional<Membership> read(byte @Nullable [] key, byte @Nullable [] value) {
        ByteString text = key == null ? ByteString.EMPTY : ByteString.copyFrom(key);
        String[] ids = text.isValidUtf8() ? text.toStringUtf8().split("\0", -1) : new String[0];
        if (ids.length != 2 || !Text.isId(ids[0]) || !Text.isId(ids[1])) {
            return Optional.empty();
        }
        var membership = new Membership(ids[0], ids[1], value != null);
        return value == null || membership.agreesWith(value) ? Optional.of(membership) : Optional.empty();
    }

    private boolean agreesWith(byte[] value) {
        try {
            GroupMember said = GroupMember.parseFrom(value);
            return said.getGroup().equals(group) && said.getUser().equals(user);
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** Of the record that says it. */
    byte[] key() {
        return GroupKey.of(group, user);
    }

    /** Absent: not a member any more. */
    byte @Nullable [] value() {
        return member
                ? GroupMember.newBuilder().setGroup(group).setUser(user).build().toByteArray()
                : null;
    }
}
