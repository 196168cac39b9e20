// SPDX-License-Identifier: Apache-2.0
/** A real Kafka broker and a real Cassandra node, each as a JVM of its own with its data in a folder. */
@NullMarked
package io.posthorn.local.server;

import org.jspecify.annotations.NullMarked;
