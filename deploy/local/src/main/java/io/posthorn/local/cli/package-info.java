// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code deploy/posthorn}. Results go to standard output, everything else to standard error. */
@NullMarked
package io.posthorn.local.cli;

import org.jspecify.annotations.NullMarked;
