// SPDX-License-Identifier: Apache-2.0
/** How long a notification takes from Kafka to the sockets of its user's devices, and what it costs. */
@NullMarked
package io.posthorn.bench.latency;

import org.jspecify.annotations.NullMarked;
