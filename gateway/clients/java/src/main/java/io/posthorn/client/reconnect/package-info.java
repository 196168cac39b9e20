/** Whether and when a device comes back after its connection has ended. */
@NullMarked
package io.posthorn.client.reconnect;

import org.jspecify.annotations.NullMarked;
