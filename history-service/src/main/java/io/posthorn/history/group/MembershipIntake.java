// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import org.jspecify.annotations.Nullable;

/** Reads a record of {@code posthorn.groups}: key group, NUL, user; a value that says the same, or none for who has left. */
final class MembershipIntake {

    private static final String SEPARATOR = "\0";

    private MembershipIntake() {}

    static Intake<MembershipFact> of(byte @Nullable [] key, byte @Nullable [] value, Place place) {
        ByteString bytes = key == null ? ByteString.EMPTY : ByteString.copyFrom(key);
        String[] ids = bytes.isValidUtf8() ? bytes.toStringUtf8().split(SEPARATOR, -1) : new String[0];
        if (ids.length != 2 || !Text.isId(ids[0]) || !Text.isId(ids[1])) {
            return new Intake.Park<>(Rejection.BAD_ID, "the key is not a group, NUL and a user");
        }
        if (!place.isSound()) {
            return new Intake.Park<>(Rejection.FAILED, "it was appended in no year from 2000 to 9999");
        }
        MembershipFact fact = new MembershipFact(place, ids[0], ids[1], value != null);
        return value == null || agrees(fact, value)
                ? new Intake.Take<>(fact)
                : new Intake.Park<>(Rejection.UNPARSEABLE, "the value is no GroupMember of the key's group and user");
    }

    private static boolean agrees(MembershipFact fact, byte[] value) {
        try {
            GroupMember said = GroupMember.parseFrom(value);
            return said.getGroup().equals(fact.group()) && said.getUser().equals(fact.user());
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
