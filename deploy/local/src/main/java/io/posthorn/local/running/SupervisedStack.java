// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.stack.LocalStack;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackListener;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A stack of this process that other processes find, and that starts again what dies of it. */
public final class SupervisedStack implements AutoCloseable {

    private final LocalStack stack;
    private final StackFile file;
    private final Supervision supervision;

    private SupervisedStack(LocalStack stack, StackFile file, Consumer<String> tell) {
        this.stack = stack;
        this.file = file;
        publish();
        supervision = new Supervision(stack.processes(), tell, this::publish);
    }

    /**
     * Returns when everything is ready.
     *
     * @param tell hears, for a person, what dies and is started again
     * @throws CannotStart naming everything that is in the way; nothing runs then
     */
    public static SupervisedStack start(StackConfig config, StackListener listener, Consumer<String> tell) {
        StackFile file = StackFile.in(config.work());
        file.find().ifPresent(running -> {
            throw new CannotStart(
                    "A local stack is running in %s already (process %d). Stop it, or choose another folder with --work."
                            .formatted(config.work(), running.owner().pid()));
        });
        return new SupervisedStack(LocalStack.start(config, listener), file, tell);
    }

    public RunningStack running() {
        return RunningStack.of(stack);
    }

    /** For a thread that has nothing else to do. */
    public void runUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void publish() {
        file.write(running());
    }

    @Override
    public void close() {
        supervision.close();
        file.delete();
        stack.close();
    }
}
