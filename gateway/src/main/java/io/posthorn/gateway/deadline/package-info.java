// SPDX-License-Identifier: Apache-2.0
/** When a connection must have said, answered or renewed something, and what is due when it has not. */
@NullMarked
package io.posthorn.gateway.deadline;

import org.jspecify.annotations.NullMarked;
