// SPDX-License-Identifier: Apache-2.0
/** The running stack as its users see it: devices, upstream services, readers of topics and of the APIs. */
@NullMarked
package io.posthorn.e2e.rig;

import org.jspecify.annotations.NullMarked;
