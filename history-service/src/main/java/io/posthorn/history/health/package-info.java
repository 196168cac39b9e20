// SPDX-License-Identifier: Apache-2.0
/** What the service can do at the moment, for probes and operators. */
@NullMarked
package io.posthorn.history.health;

import org.jspecify.annotations.NullMarked;
