// SPDX-License-Identifier: Apache-2.0
/** A relay before the broker that holds, delays, cuts or tears produce requests, or loses single records, and lets all else pass. */
@NullMarked
package io.posthorn.crash.proxy;

import org.jspecify.annotations.NullMarked;
