// SPDX-License-Identifier: Apache-2.0
/** The token issuer of the local stack: signs what the services accept. No other module knows how to sign. */
@NullMarked
package io.posthorn.local.issuer;

import org.jspecify.annotations.NullMarked;
