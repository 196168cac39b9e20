// SPDX-License-Identifier: Apache-2.0
/** The upstream of a run: notifications in a mix drawn from a seed, at a fixed rate, whatever happens to the platform. */
@NullMarked
package io.posthorn.crash.load;

import org.jspecify.annotations.NullMarked;
