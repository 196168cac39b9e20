/** One WebSocket of the JDK: whole frames in, one write at a time out, one end. */
@NullMarked
package io.posthorn.client.socket;

import org.jspecify.annotations.NullMarked;
