// SPDX-License-Identifier: Apache-2.0
/** The history-service: {@link io.posthorn.history.HistoryApplication} starts it, each package below is one thing it can do. */
@NullMarked
package io.posthorn.history;

import org.jspecify.annotations.NullMarked;
