// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for any number of clients: one that waits for the network, and a few that call the listeners. */
public final class SharedHttp {

    private static final int THREADS = 4;

    private SharedHttp() {}

    /** The one that clients use which were given none. */
    public static HttpClient ofThisJvm() {
        return Holder.HTTP;
    }

    /** @param threads that call listeners; they are daemons */
    public static HttpClient create(int threads) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "posthorn-client-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(pool)
                .build();
    }

    private static final class Holder {
        static final HttpClient HTTP = create(THREADS);
    }
}
