// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.retention.DeliveryClasses;
import java.time.Duration;

/**
 * What the router's decisions depend on.
 *
 * @param repeatsWindow for how long a repeat is recognised
 * @param sweepInterval how often what may have been lost is looked for
 * @param pendingPerUser how many messages wait for one user; more are history's to serve
 */
public record RouterSettings(
        DeliveryClasses classes, Duration repeatsWindow, Duration sweepInterval, long pendingPerUser) {}
