// SPDX-License-Identifier: Apache-2.0
/**
 * Receipts become rows: batches from Kafka, one row for each receipt, those of one partition written together, each repeated until
 * it holds. The table is drawn in {@link io.posthorn.history.kept}.
 */
@NullMarked
package io.posthorn.history.keeping;

import org.jspecify.annotations.NullMarked;
