// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Asks a running JVM.
 *
 * @param javaHome of that JVM: one of another version may not understand it
 */
public record Jcmd(Path javaHome, long pid) {

    /** A second collection takes what only the first one's cleaners and references have let go. */
    public LiveHeap liveHeap() throws InterruptedException {
        ask("GC.run");
        ask("GC.run");
        return LiveHeap.parse(ask("GC.class_histogram"));
    }

    /** What the C library keeps of freed memory would count as used. Older JVMs cannot: then it does. */
    public void trimNativeHeap() throws InterruptedException {
        run("System.trim_native_heap");
    }

    private String ask(String question) throws InterruptedException {
        Answer answer = run(question);
        if (answer.exitCode != 0) {
            throw new IllegalStateException(
                    "jcmd %d %s failed with %d: %s".formatted(pid, question, answer.exitCode, answer.text));
        }
        return answer.text;
    }

    private record Answer(int exitCode, String text) {}

    private Answer run(String question) throws InterruptedException {
        String program = javaHome.resolve("bin/jcmd").toString();
        try {
            Process process = new ProcessBuilder(program, String.valueOf(pid), question)
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be run: a JDK is needed, not only a JRE", e);
        }
    }
}
