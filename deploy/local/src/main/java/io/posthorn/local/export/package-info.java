// SPDX-License-Identifier: Apache-2.0
/**
 * An export as a folder: downloaded part by part, and whole again after any interruption.
 *
 * <pre>
 * request.json          what was asked; written first
 * part-00001.ndjson     rows, and a last line that says whether more follow; .partial while it is written
 * checkpoints.json      the signed checkpoint of each partition that has rows
 * proofs-00001.ndjson   for each row of the part: its leaf, and the path from there to its checkpoint's root
 * manifest.json         counts, ranges and SHA-256 of each file; written last: a folder without it is not whole
 * </pre>
 */
@NullMarked
package io.posthorn.local.export;

import org.jspecify.annotations.NullMarked;
