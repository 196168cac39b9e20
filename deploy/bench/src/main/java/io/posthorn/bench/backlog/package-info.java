// SPDX-License-Identifier: Apache-2.0
/** One device that has a long backlog, and what it costs those who share its partition. */
@NullMarked
package io.posthorn.bench.backlog;

import org.jspecify.annotations.NullMarked;
