// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.contracts.position.Positions;
import java.util.Comparator;

/** Direction of reading. */
public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST;

    Comparator<StoredMessage> comparator() {
        Comparator<StoredMessage> ascending =
                Comparator.comparing(each -> each.message().getPosition(), Positions.ORDER);
        return directed(ascending);
    }

    public <T> Comparator<T> directed(Comparator<T> ascending) {
        return this == OLDEST_FIRST ? ascending : ascending.reversed();
    }
}
