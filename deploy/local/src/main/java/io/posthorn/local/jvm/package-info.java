// SPDX-License-Identifier: Apache-2.0
/** JVMs that run beside this one: started, awaited, stopped, killed, paused; none of them outlives this JVM. */
@NullMarked
package io.posthorn.local.jvm;

import org.jspecify.annotations.NullMarked;
