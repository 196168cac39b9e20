// SPDX-License-Identifier: Apache-2.0
/** A platform of several gateways and delivery instances on free ports, with nothing in it. */
@NullMarked
package io.posthorn.crash.stack;

import org.jspecify.annotations.NullMarked;
