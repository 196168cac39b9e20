// SPDX-License-Identifier: Apache-2.0
/**
 * Facts of a topic become rows: each record is read, and written until Cassandra has it, or parked. Which rows is said by who
 * knows the facts: connections, groups, revocations.
 */
@NullMarked
package io.posthorn.history.recording;

import org.jspecify.annotations.NullMarked;
