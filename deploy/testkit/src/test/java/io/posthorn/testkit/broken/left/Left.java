// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.broken.left;

import io.posthorn.testkit.broken.right.Right;

/** Half of a circle. */
public record Left(Right right) {}
