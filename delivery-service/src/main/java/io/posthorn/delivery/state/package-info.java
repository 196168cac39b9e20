/** Values of the router's stores, generated from {@code posthorn/delivery/v1/state.proto}. */
@NullMarked
package io.posthorn.delivery.state;

import org.jspecify.annotations.NullMarked;
