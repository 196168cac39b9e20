// SPDX-License-Identifier: Apache-2.0
/** What was sent, what each device saw on each connection, and what topics and tables hold: values to judge by. */
@NullMarked
package io.posthorn.crash.evidence;

import org.jspecify.annotations.NullMarked;
