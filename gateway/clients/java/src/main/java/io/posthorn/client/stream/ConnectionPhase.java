// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import io.posthorn.contracts.v1.ServerFrame;
import java.util.Locale;

/** How far a connection has come. Each phase knows the frames that may come in it and the phase after them. */
public sealed interface ConnectionPhase {

    /** @throws ConnectionFault the frame must not come now, or does not follow the one before it */
    ConnectionPhase after(ServerFrame frame) throws ConnectionFault;

    static ConnectionPhase first() {
        return new Greeting();
    }

    /** The socket is open, the gateway has not answered yet. */
    record Greeting() implements ConnectionPhase {
        @Override
        public ConnectionPhase after(ServerFrame frame) throws ConnectionFault {
            return switch (frame.getFrameCase()) {
                case WELCOME -> new Welcomed();
                case RESUMED, MESSAGE, SKIP, CAUGHT_UP -> throw unexpected(frame, "before 'welcome'");
                default -> this;
            };
        }
    }

    /** The gateway has answered, delivery has not yet said where the stream continues. */
    record Welcomed() implements ConnectionPhase {
        @Override
        public ConnectionPhase after(ServerFrame frame) throws ConnectionFault {
            return switch (frame.getFrameCase()) {
                case RESUMED -> new Live(frame.getResumed().getCursor());
                case WELCOME -> throw unexpected(frame, "twice");
                case MESSAGE, SKIP, CAUGHT_UP -> throw unexpected(frame, "before 'resumed'");
                default -> this;
            };
        }
    }

    /** @param last cursor on this connection; empty at the start of a stream */
    record Live(String last) implements ConnectionPhase {
        @Override
        public ConnectionPhase after(ServerFrame frame) throws ConnectionFault {
            return switch (frame.getFrameCase()) {
                case MESSAGE ->
                    follow(frame.getMessage().getPrev(), frame.getMessage().getCursor());
                case SKIP -> follow(frame.getSkip().getPrev(), frame.getSkip().getCursor());
                case WELCOME, RESUMED -> throw unexpected(frame, "twice");
                default -> this;
            };
        }

        private Live follow(String prev, String cursor) throws ConnectionFault {
            if (!prev.equals(last)) {
                throw ConnectionFault.gap(last, prev, cursor);
            }
            return new Live(cursor);
        }
    }

    private static ConnectionFault unexpected(ServerFrame frame, String phase) {
        return ConnectionFault.unexpected(frame.getFrameCase().name().toLowerCase(Locale.ROOT), phase);
    }
}
