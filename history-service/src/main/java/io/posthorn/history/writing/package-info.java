// SPDX-License-Identifier: Apache-2.0
/** Committed messages become rows: batches from Kafka, one insert for each message, each repeated until it holds. */
@NullMarked
package io.posthorn.history.writing;

import org.jspecify.annotations.NullMarked;
