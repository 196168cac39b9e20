/** Hints: what leaves before the commit, may be lost, and is sent again by the sweep. */
@NullMarked
package io.posthorn.delivery.hint;

import org.jspecify.annotations.NullMarked;
