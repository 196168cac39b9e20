// SPDX-License-Identifier: Apache-2.0
/** Whose a connection is, and until when: what is kept of a token, and its renewal in place. */
@NullMarked
package io.posthorn.gateway.token;

import org.jspecify.annotations.NullMarked;
