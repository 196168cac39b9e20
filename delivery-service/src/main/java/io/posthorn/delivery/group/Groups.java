// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The table of members, to be read by any thread. */
public final class Groups {

    private final ReadOnlyKeyValueStore<Bytes, byte[]> members;

    public Groups(ReadOnlyKeyValueStore<Bytes, byte[]> members) {
        this.members = members;
    }

    boolean has(String group, String user) {
        return members.get(Bytes.wrap(GroupKey.of(group, user))) != null;
    }

    /** The first members of a group, as they all were at one moment, in the order of their ids' bytes. */
    public List<String> members(String group, int most) {
        return membersAfter(group, "", most);
    }

    /** @param user exclusive; empty: from the first one */
    List<String> membersAfter(String group, String user, int most) {
        List<String> users = new ArrayList<>();
        try (var found = members.range(Bytes.wrap(GroupKey.after(group, user)), Bytes.wrap(GroupKey.end(group)))) {
            while (users.size() < most && found.hasNext()) {
                users.add(GroupKey.user(found.next().key.get()));
            }
        }
        return users;
    }
}
