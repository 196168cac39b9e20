/** What is known of a user's devices. */
@NullMarked
package io.posthorn.delivery.query;

import org.jspecify.annotations.NullMarked;
