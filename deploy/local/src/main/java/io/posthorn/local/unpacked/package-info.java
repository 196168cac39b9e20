// SPDX-License-Identifier: Apache-2.0
/** Executable jars as a start likes them best: unpacked, with an archive of the classes that a start loads. */
@NullMarked
package io.posthorn.local.unpacked;

import org.jspecify.annotations.NullMarked;
