/** Live connections: the presence table, what is in flight on each, and when to look again. */
@NullMarked
package io.posthorn.delivery.connection;

import org.jspecify.annotations.NullMarked;
