// SPDX-License-Identifier: Apache-2.0
/** What is promised, one class for each guarantee, shown on the whole stack. */
@NullMarked
package io.posthorn.e2e;

import org.jspecify.annotations.NullMarked;
