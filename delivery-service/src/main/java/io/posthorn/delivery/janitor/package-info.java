/** Janitor: deletes from the trimmed topics what is both old and consumed, and nothing else does. */
@NullMarked
package io.posthorn.delivery.janitor;

import org.jspecify.annotations.NullMarked;
