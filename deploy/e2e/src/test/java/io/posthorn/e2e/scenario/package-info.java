// SPDX-License-Identifier: Apache-2.0
/** Small versions of the scenarios that {@code deploy/e2e/crash scenario} plays at length. */
@NullMarked
package io.posthorn.e2e.scenario;

import org.jspecify.annotations.NullMarked;
