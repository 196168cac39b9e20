// SPDX-License-Identifier: Apache-2.0
/** Scenarios: sequences of faults that once were, or could be, the end of a message. Each is drawn from a seed and told as it goes. */
@NullMarked
package io.posthorn.crash.scenario;

import org.jspecify.annotations.NullMarked;
