// SPDX-License-Identifier: Apache-2.0
/** What history costs: rows that it writes, pages that it replays, questions that it answers, bytes that it keeps. */
@NullMarked
package io.posthorn.bench.history;

import org.jspecify.annotations.NullMarked;
