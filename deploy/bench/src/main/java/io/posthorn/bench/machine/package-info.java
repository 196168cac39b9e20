// SPDX-License-Identifier: Apache-2.0
/** What Linux says of a computer and its processes. */
@NullMarked
package io.posthorn.bench.machine;

import org.jspecify.annotations.NullMarked;
