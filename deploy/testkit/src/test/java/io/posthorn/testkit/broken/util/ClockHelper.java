// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.broken.util;

/** Breaks the rules of packages, names, waiting and printing. */
public final class ClockHelper {

    private ClockHelper() {}

    public static void tick() throws InterruptedException {
        Thread.sleep(1);
        System.out.println("tick");
    }
}
