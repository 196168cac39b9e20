// SPDX-License-Identifier: Apache-2.0
/** Records that cannot be handled go to the rejected topic, whole if it takes them, with the reason, and nothing stops. */
@NullMarked
package io.posthorn.history.parking;

import org.jspecify.annotations.NullMarked;
