// SPDX-License-Identifier: Apache-2.0
/** Posthorn's main job, shown scene by scene on a running stack, and counted: what was sent, what each device got, how fast. */
@NullMarked
package io.posthorn.local.demo;

import org.jspecify.annotations.NullMarked;
