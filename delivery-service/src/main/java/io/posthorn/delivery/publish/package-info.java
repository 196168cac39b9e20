/** POST /v1/notifications. */
@NullMarked
package io.posthorn.delivery.publish;

import org.jspecify.annotations.NullMarked;
