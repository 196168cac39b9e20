// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that keeps a stack's data, for one stack at a time. */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws CannotStart when another stack has it */
    static WorkFolder take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CannotStart("Another local stack is running in " + path
                        + ". Stop it, or choose another folder with --work.");
            }
            return new WorkFolder(path, channel);
        } catch (IOException e) {
            throw new CannotStart(
                    "The folder " + path + " cannot be used: " + e + ". Choose another one with --work.", e);
        }
    }

    /** The folder of one of the processes. */
    Path of(String process) {
        return path.resolve(process);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the system gives the lock back when this JVM ends
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
