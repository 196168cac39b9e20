// SPDX-License-Identifier: Apache-2.0
/** A real Kafka and a real Cassandra for a test class: in containers where Docker answers, as child JVMs where not. */
@NullMarked
package io.posthorn.testkit.servers;

import org.jspecify.annotations.NullMarked;
