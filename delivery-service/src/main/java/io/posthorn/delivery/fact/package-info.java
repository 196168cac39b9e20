/** Facts: what the router and fanout commit. */
@NullMarked
package io.posthorn.delivery.fact;

import org.jspecify.annotations.NullMarked;
