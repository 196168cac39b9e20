/** The pending store: what waits for a user's devices, in the order of the log. */
@NullMarked
package io.posthorn.delivery.pending;

import org.jspecify.annotations.NullMarked;
