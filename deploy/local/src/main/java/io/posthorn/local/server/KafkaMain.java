// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;

/**
 * The broker's main class: formats the log folder where that was not done yet and runs the broker, in one JVM because
 * a second one would cost a second. Runs on Kafka's class path, which the compiler does not have.
 */
final class KafkaMain {

    private KafkaMain() {}

    /** @param args cluster id, settings file */
    public static void main(String[] args) throws ReflectiveOperationException {
        Method execute =
                Class.forName("kafka.tools.StorageTool").getMethod("execute", String[].class, PrintStream.class);
        String[] format = {"format", "--ignore-formatted", "--standalone", "-t", args[0], "-c", args[1]};
        int exit = (int) execute.invoke(null, format, new PrintStream(OutputStream.nullOutputStream()));
        if (exit != 0) {
            throw new IllegalStateException("Formatting ended with exit code " + exit);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {args[1]});
    }
}
