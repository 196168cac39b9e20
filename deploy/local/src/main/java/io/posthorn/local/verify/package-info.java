// SPDX-License-Identifier: Apache-2.0
/** Whether an export is what the log held, found out from its files and a public key alone. */
@NullMarked
package io.posthorn.local.verify;

import org.jspecify.annotations.NullMarked;
