// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.export;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Owner;

/**
 * Where an export stands.
 *
 * @param position of the last row of this owner that was looked at; era 0: none was
 * @param ordinal of that row; 0: none was looked at
 * @param rows how many rows the export has up to here
 */
public record ExportPlace(Owner owner, Position position, long ordinal, long rows) {}
