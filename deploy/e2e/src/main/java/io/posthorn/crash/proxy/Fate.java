// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

/** What becomes of the requests that are held. */
public enum Fate {
    /** They reach the broker now, late, even if their sender is dead. */
    DELIVER,
    /** They are lost with their connection. */
    DISCARD
}
