// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

/** How many devices of a user may be connected at a time. Which are known, and where each continues, is another matter. */
public enum DevicePolicy {
    MANY,
    /** A device that connects takes the place of the one that is connected. */
    ONE_NEWER_WINS,
    /** A device does not come in while another is connected. */
    ONE_NEWER_REFUSED
}
