// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.time.Instant;
import java.util.Optional;

/**
 * Some time as a member.
 *
 * @param left empty: not yet
 */
record Stay(Instant joined, Optional<Instant> left) {}
