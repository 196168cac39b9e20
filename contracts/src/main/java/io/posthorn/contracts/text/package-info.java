// SPDX-License-Identifier: Apache-2.0
/** What a string may hold before it becomes a key, a header or a frame. */
@NullMarked
package io.posthorn.contracts.text;

import org.jspecify.annotations.NullMarked;
