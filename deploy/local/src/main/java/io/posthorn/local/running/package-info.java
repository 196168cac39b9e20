// SPDX-License-Identifier: Apache-2.0
/** A stack as other processes see it: found through a file in its work folder, and started again where something of it dies. */
@NullMarked
package io.posthorn.local.running;

import org.jspecify.annotations.NullMarked;
