// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted sources into one sorted sequence without repeats, and opens a source only when one of its elements may be next:
 * opening one costs a query.
 */
public final class LazyMerge<T> implements Iterator<T> {

    /** A sorted source that has not been opened. */
    public interface Source<T> {

        /** If false, it is false also of every source after this one. */
        boolean mayPrecede(T candidate);

        Iterator<T> open();
    }

    private record Head<T>(T element, Iterator<T> rest) {}

    private final Comparator<T> order;
    private final Deque<Source<T>> closed;
    private final PriorityQueue<Head<T>> open;
    private @Nullable T last;

    public LazyMerge(Collection<? extends Source<T>> sources, Comparator<T> order) {
        this.order = order;
        this.closed = new ArrayDeque<>(sources);
        this.open = new PriorityQueue<>(Comparator.comparing(Head::element, order));
    }

    @Override
    public boolean hasNext() {
        openWhatMayPrecede();
        while (isRepeat(open.peek())) {
            advance();
            openWhatMayPrecede();
        }
        return !open.isEmpty();
    }

    private boolean isRepeat(@Nullable Head<T> head) {
        T before = last;
        return head != null && before != null && order.compare(head.element(), before) == 0;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = advance();
        last = element;
        return element;
    }

    private void openWhatMayPrecede() {
        while (!closed.isEmpty()
                && (open.isEmpty() || closed.peek().mayPrecede(open.peek().element()))) {
            push(closed.remove().open());
        }
    }

    private T advance() {
        Head<T> head = open.remove();
        push(head.rest());
        return head.element();
    }

    private void push(Iterator<T> elements) {
        if (elements.hasNext()) {
            open.add(new Head<>(elements.next(), elements));
        }
    }
}
