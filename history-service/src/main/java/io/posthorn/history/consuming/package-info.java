// SPDX-License-Identifier: Apache-2.0
/** Reading a topic partition by partition: one batch under way in each, committed only when it is done. */
@NullMarked
package io.posthorn.history.consuming;

import org.jspecify.annotations.NullMarked;
