// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * The main class of every child: runs the real one, and halts when standard input ends.
 *
 * <p>Standard input is a pipe from the parent, and the system closes it however the parent ends, {@code kill -9} included.
 * Children see this class and nothing else of ours, so it uses {@code java.*} only.
 */
final class Tether {

    static final int PARENT_IS_GONE = 143;

    private Tether() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(Tether::haltWithParent, "tether");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(args[0]).getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nobody writes
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }
}
