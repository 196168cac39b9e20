// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Rows of some shards, each sorted by user, as users in one order. A user stands in one shard. */
final class ByUser implements Iterator<UserRows> {

    private record Head(KeptReceipt first, Iterator<KeptReceipt> rest) {}

    private final PriorityQueue<Head> heads;

    ByUser(List<? extends Iterator<KeptReceipt>> shards, UserOrder order) {
        Comparator<String> users = order.comparator();
        this.heads = new PriorityQueue<>((a, b) -> users.compare(a.first.user(), b.first.user()));
        shards.forEach(this::push);
    }

    private void push(Iterator<KeptReceipt> rows) {
        if (rows.hasNext()) {
            heads.add(new Head(rows.next(), rows));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public UserRows next() {
        if (heads.isEmpty()) {
            throw new NoSuchElementException();
        }
        String user = heads.element().first.user();
        List<KeptReceipt> rows = new ArrayList<>();
        boolean cut = false;
        while (!heads.isEmpty() && heads.element().first.user().equals(user)) {
            Head head = heads.remove();
            if (rows.size() < UserRows.MOST) {
                rows.add(head.first);
            } else {
                cut = true;
            }
            push(head.rest);
        }
        return new UserRows(user, rows, cut);
    }
}
