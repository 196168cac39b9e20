// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.jvm.ChildJvm;
import java.util.Collection;
import java.util.List;

/**
 * Stops several processes at the same time, because each may take seconds. An interrupt does not cut it short: what is
 * stopped afterwards relies on these being gone.
 */
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
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
