/** Fanout: from a notification to the inboxes of its users, or to the rejected. */
@NullMarked
package io.posthorn.delivery.fanout;

import org.jspecify.annotations.NullMarked;
