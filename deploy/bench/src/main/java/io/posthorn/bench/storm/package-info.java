// SPDX-License-Identifier: Apache-2.0
/** Many devices connect at once, while others are sent messages. */
@NullMarked
package io.posthorn.bench.storm;

import org.jspecify.annotations.NullMarked;
