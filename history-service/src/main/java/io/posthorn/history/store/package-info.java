// SPDX-License-Identifier: Apache-2.0
/** The connection to Cassandra: the service starts without it, waits for it, and knows since when it is away. */
@NullMarked
package io.posthorn.history.store;

import org.jspecify.annotations.NullMarked;
