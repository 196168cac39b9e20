// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.delivery.pending.Collapses;
import io.posthorn.delivery.pending.Waiting;

/**
 * What a walk through a user's stream looks things up in.
 *
 * @param receipts of what it skips
 */
record Catalogue(Waiting waiting, Collapses collapses, Progress progress, DeviceReceipts receipts) {}
