/** What must be true before an application may read: its topics are those that it knows, and its place in them is there. */
@NullMarked
package io.posthorn.delivery.guard;

import org.jspecify.annotations.NullMarked;
