// SPDX-License-Identifier: Apache-2.0
/** What this computer offers to a local start: ports, disk, memory and JDKs. */
@NullMarked
package io.posthorn.local.machine;

import org.jspecify.annotations.NullMarked;
