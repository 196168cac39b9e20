// SPDX-License-Identifier: Apache-2.0
/** What the records of sessions and revocations mean: when a session ends, and what is void. */
@NullMarked
package io.posthorn.contracts.session;

import org.jspecify.annotations.NullMarked;
