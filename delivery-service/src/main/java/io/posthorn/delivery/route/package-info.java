/** The router: one user's messages to that user's connections, in order. */
@NullMarked
package io.posthorn.delivery.route;

import org.jspecify.annotations.NullMarked;
