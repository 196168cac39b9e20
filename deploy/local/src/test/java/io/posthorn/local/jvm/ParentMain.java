// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A parent that a test kills: it starts a child, pauses it where asked, prints the child's process id and waits. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] args) throws Exception {
        try (EndlessJvm child = new EndlessJvm(Path.of(args[0]))) {
            child.start();
            if (args[1].equals("paused")) {
                child.pause();
            }
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }
}
