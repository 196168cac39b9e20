/** Repeats: the one place where the same notification is recognised, however it came twice. */
@NullMarked
package io.posthorn.delivery.repeat;

import org.jspecify.annotations.NullMarked;
