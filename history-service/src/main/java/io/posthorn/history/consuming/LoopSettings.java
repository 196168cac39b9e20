// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

/**
 * One topic as one consumer group reads it.
 *
 * @param maxRecords and {@code maxBytes}: above it no further batch is begun until one is done
 */
record LoopSettings(
        String name, String topic, String group, Start.OnMissing onMissing, int maxRecords, long maxBytes) {}
