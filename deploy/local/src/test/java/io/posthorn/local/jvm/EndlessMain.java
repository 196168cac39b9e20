// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A child that says in a file that it runs, and does so until it is stopped. */
final class EndlessMain {

    private EndlessMain() {}

    public static void main(String[] args) throws Exception {
        Path mark = Path.of(args[0]);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> mark.resolveSibling("orderly").toFile().mkdir()));
        Files.createFile(mark);
        new CountDownLatch(1).await();
    }
}
