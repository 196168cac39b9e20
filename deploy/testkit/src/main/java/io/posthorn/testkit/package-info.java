// SPDX-License-Identifier: Apache-2.0
/** Rules of the house, which every module checks about itself. */
@NullMarked
package io.posthorn.testkit;

import org.jspecify.annotations.NullMarked;
