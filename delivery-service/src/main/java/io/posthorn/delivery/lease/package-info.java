/** Leases of gateways: which presence entries count. */
@NullMarked
package io.posthorn.delivery.lease;

import org.jspecify.annotations.NullMarked;
