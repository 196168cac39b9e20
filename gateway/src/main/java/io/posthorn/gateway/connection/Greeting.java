// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.contracts.wire.Limits;

/** What a {@code hello} asks of delivery. */
final class Greeting {

    private Greeting() {}

    static Connected connected(Hello hello, int userHash) {
        var connected = Connected.newBuilder().setWindow(window(hello)).putAllAttributes(hello.getAttributesMap());
        if (!hello.hasResume()) {
            return connected.setResumeFrom(ResumeFrom.RESUME_FROM_SERVER_CURSOR).build();
        }
        switch (hello.getResume()) {
            case "earliest" -> connected.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST);
            case "latest" -> connected.setResumeFrom(ResumeFrom.RESUME_FROM_LATEST);
            default ->
                Cursor.decodeFor(userHash, hello.getResume())
                        .ifPresentOrElse(
                                position -> connected
                                        .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                                        .setCursor(position),
                                () -> connected.setResumeFrom(ResumeFrom.RESUME_FROM_UNREADABLE));
        }
        return connected.build();
    }

    /** From 1 to {@link Limits#WINDOW}; as unsigned, as Protobuf has it. */
    private static int window(Hello hello) {
        if (!hello.hasWindow() || Integer.compareUnsigned(hello.getWindow(), Limits.WINDOW) > 0) {
            return Limits.WINDOW;
        }
        return Math.max(1, hello.getWindow());
    }
}
