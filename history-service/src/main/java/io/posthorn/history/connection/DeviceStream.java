// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A device as of a time. What is not on record is absent.
 *
 * @param opened its newest connection
 * @param end of that connection, if it had ended
 * @param attributes as it said in its newest hello, and since
 * @param read up to where its user had seen all on it
 * @param messages of its user that there were, some of them
 * @param more where the last message looked at stands, if there may be more
 */
record DeviceStream(
        Optional<DeviceState> opened,
        Optional<SelectConnectionEnd.End> end,
        KeptAttributes attributes,
        Optional<CursorAt> cursor,
        Optional<CursorAt.Said> read,
        List<Message> messages,
        Optional<Position> more) {

    /** @param changes oldest first */
    static KeptAttributes changed(KeptAttributes hello, List<DeviceState> changes) {
        Map<String, String> attributes = new TreeMap<>(hello.kept());
        int leftOut = hello.leftOut();
        for (DeviceState change : changes) {
            if (change.cleared()) {
                attributes.clear();
                leftOut = 0;
            }
            change.removed().forEach(attributes::remove);
            attributes.putAll(change.attributes().kept());
            leftOut += change.attributes().leftOut();
        }
        return new KeptAttributes(attributes, leftOut);
    }
}
