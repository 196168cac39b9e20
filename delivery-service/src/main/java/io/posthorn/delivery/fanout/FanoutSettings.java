// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import io.posthorn.contracts.retention.DeliveryClasses;

/**
 * What fanout goes by.
 *
 * @param partitions of the inbox
 * @param members to whom one notification to a group is expanded at most
 */
public record FanoutSettings(DeliveryClasses classes, int partitions, int members) {}
