// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.jvm.ChildJvm;
import java.util.Collection;
import java.util.List;

/** Stops several processes at the same time, because each may take seconds. */
final class Together {

    private Together() {}

    static void stop(Collection<? extends ChildJvm> children) {
        List<Thread> threads = children.stream()
                .map(child -> new Thread(child::stop, "stop " + child.name()))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(Together::await);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
