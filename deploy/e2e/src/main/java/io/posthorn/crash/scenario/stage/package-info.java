// SPDX-License-Identifier: Apache-2.0
/** Where a scenario plays: a platform, partly behind the proxy, a sender with a ledger, and devices that remember all. */
@NullMarked
package io.posthorn.crash.scenario.stage;

import org.jspecify.annotations.NullMarked;
