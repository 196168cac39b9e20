// SPDX-License-Identifier: Apache-2.0
/** Devices that come and go between gateways, acknowledge late or not for a while, and write down all that they see. */
@NullMarked
package io.posthorn.crash.fleet;

import org.jspecify.annotations.NullMarked;
