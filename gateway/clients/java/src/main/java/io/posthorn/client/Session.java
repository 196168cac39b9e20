// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.ClientState;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.reconnect.ClosedException;
import io.posthorn.client.socket.OneAtATime;
import io.posthorn.client.stream.Bookmark;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.Auth;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Resumed;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections of one device, one after the other. What is not volatile belongs to {@link #oneAtATime}. */
final class Session implements Conversation.Course {

    private static final int NORMAL = 1000;

    private final Options options;
    private final Bookmark bookmark;
    private final Executor threads;
    private final OneAtATime oneAtATime = new OneAtATime();
    private final CompletableFuture<Resumed> live = new CompletableFuture<>();
    private final CompletableFuture<Closed> ended = new CompletableFuture<>();
    private volatile ClientState state = ClientState.CONNECTING;
    private volatile Conversation current;
    private boolean leaving;
    private int failures;

    Session(Options options, @Nullable String resume) {
        this.options = options;
        this.bookmark = new Bookmark(resume);
        this.threads = options.endpoint().http().executor().orElse(ForkJoinPool.commonPool());
        this.current = conversation();
    }

    private Conversation conversation() {
        return new Conversation(options, bookmark, oneAtATime, threads, this);
    }

    ClientState state() {
        return state;
    }

    Optional<String> cursor() {
        return bookmark.cursor();
    }

    CompletableFuture<Resumed> live() {
        return live.copy();
    }

    CompletableFuture<Closed> ended() {
        return ended.copy();
    }

    Conversation current() {
        return current;
    }

    /** From any thread; runs later, never on the caller's thread. */
    void withCurrent(Consumer<Conversation> task) {
        threads.execute(() -> oneAtATime.execute(() -> task.accept(current)));
    }

    void dial() {
        Conversation dialled = current;
        threads.execute(() -> withToken(token -> options.endpoint()
                .open(dialled.socket().listener(), token)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        oneAtATime.execute(() -> notOpened(dialled, cause(failure)));
                    }
                })));
    }

    /** The supplier may block, so it is not asked where the events of a client wait. */
    private void withToken(Consumer<@Nullable String> use) {
        Supplier<String> supplier = options.endpoint().token();
        String token;
        try {
            token = supplier == null ? null : supplier.get();
        } catch (RuntimeException e) {
            oneAtATime.execute(() -> withoutToken(ConnectionFault.token(e)));
            return;
        }
        use.accept(token);
    }

    private void withoutToken(ConnectionFault fault) {
        if (state == ClientState.CONNECTING) {
            options.listener().onFault(fault);
            ended(current, fault.kind().closeCode(), "no token");
        } else {
            current.socket().reject(fault);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void notOpened(Conversation dialled, Throwable failure) {
        if (dialled != current || state != ClientState.CONNECTING) {
            return;
        }
        if (failure instanceof WebSocketHandshakeException refusal) {
            int status = refusal.getResponse().statusCode();
            finish(new Closed(
                    Closed.BROKEN,
                    "the handshake was refused with HTTP status " + status,
                    OptionalInt.of(status),
                    leaving ? Optional.empty() : options.reconnecting().pauseAfterRefusal(status, failures, random())));
        } else {
            ended(dialled, Closed.BROKEN, "no connection: " + failure);
        }
    }

    @Override
    public void opened() {
        state = state.to(ClientState.CONNECTED);
    }

    @Override
    public void resumed(Resumed resumed) {
        live.complete(resumed);
    }

    @Override
    public void authRequired() {
        Conversation asked = current;
        threads.execute(() -> withToken(token -> {
            if (token != null) {
                asked.send(ClientFrame.newBuilder()
                        .setAuth(Auth.newBuilder().setToken(token))
                        .build());
            }
        }));
    }

    @Override
    public void ended(Conversation conversation, int code, String reason) {
        if (conversation != current || state == ClientState.ENDED || state == ClientState.WAITING) {
            return;
        }
        if (conversation.livedFor(options.reconnecting().cap())) {
            failures = 0;
        }
        Optional<Duration> pause = leaving
                ? Optional.empty()
                : options.reconnecting().pauseAfter(code, conversation.reconnectAfter(), failures, random());
        finish(new Closed(code, reason, OptionalInt.empty(), pause));
    }

    private void finish(Closed closed) {
        failures++;
        state = state.to(closed.isLast() ? ClientState.ENDED : ClientState.WAITING);
        closed.reconnectAfter().ifPresent(this::comeBackAfter);
        try {
            options.listener().onClosed(closed);
        } finally {
            if (closed.isLast()) {
                live.completeExceptionally(new ClosedException(closed));
                ended.complete(closed);
            }
        }
    }

    private void comeBackAfter(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, threads)
                .execute(() -> oneAtATime.execute(this::comeBack));
    }

    private void comeBack() {
        if (state == ClientState.WAITING) {
            state = state.to(ClientState.CONNECTING);
            current = conversation();
            dial();
        }
    }

    void leave() {
        leave(conversation -> conversation.close(NORMAL, "closed by this client"));
    }

    void abort() {
        leave(conversation -> conversation.socket().abort());
    }

    private void leave(Consumer<Conversation> how) {
        threads.execute(() -> oneAtATime.execute(() -> {
            leaving = true;
            if (state == ClientState.WAITING) {
                finish(Closed.last(NORMAL, "closed by this client while it waited"));
            } else {
                how.accept(current);
            }
        }));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
