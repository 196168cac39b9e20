// SPDX-License-Identifier: Apache-2.0
/** Faults drawn from a seed, done to running processes one after another, with their times. */
@NullMarked
package io.posthorn.crash.fault;

import org.jspecify.annotations.NullMarked;
