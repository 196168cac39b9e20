// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.delivery.device.DeviceLimits;
import io.posthorn.delivery.pending.PendingBound;
import java.time.Duration;

/**
 * What the router's decisions depend on.
 *
 * @param repeatsWindow for how long a repeat is recognised
 * @param sweepInterval how often what may have been lost is looked for
 * @param pendingPerUser what waits for one user
 * @param broadcasts what waits for everyone on one partition
 */
public record RouterSettings(
        DeliveryClasses classes,
        Duration repeatsWindow,
        Duration sweepInterval,
        PendingBound pendingPerUser,
        PendingBound broadcasts,
        DeviceLimits devices) {}
