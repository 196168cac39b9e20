// SPDX-License-Identifier: Apache-2.0
/**
 * An export as a folder: downloaded part by part, and whole again after any interruption.
 *
 * <pre>
 * request.json          what was asked; written first
 * part-00001.ndjson     rows, and a last line that says whether more follow; .partial while it is written
 * checkpoints.json      partition → its signed checkpoint, for each that has rows; chosen once, all below is against it
 * leaves-3.bin          of partition 3: the hash of each leaf up to the checkpoint, 32 bytes each, in log order
 * places-00001.ndjson   for each row of the part: which leaf it is; in a partition without a file of leaves: that leaf, and its path
 * manifest.json         counts, ranges and SHA-256 of each file; written last: a folder without it is not whole
 * </pre>
 */
@NullMarked
package io.posthorn.local.export;

import org.jspecify.annotations.NullMarked;
