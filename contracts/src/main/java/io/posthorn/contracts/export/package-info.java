// SPDX-License-Identifier: Apache-2.0
/** The lines of an export: what history writes, and what is read back to check it. */
@NullMarked
package io.posthorn.contracts.export;

import org.jspecify.annotations.NullMarked;
