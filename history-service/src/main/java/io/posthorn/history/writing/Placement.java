// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.posthorn.history.tier.Tiers;

/**
 * Into which tables and partitions rows go.
 *
 * @param sliceRows of one owner in one partition at most
 */
record Placement(Tiers tiers, int sliceRows) {}
