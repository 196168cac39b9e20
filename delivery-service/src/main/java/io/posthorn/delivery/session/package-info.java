/** Sessions as an administrator sees and ends them; gateways obey what is written here to {@code posthorn.revocations}. */
@NullMarked
package io.posthorn.delivery.session;

import org.jspecify.annotations.NullMarked;
