// SPDX-License-Identifier: Apache-2.0
/** The whole of Posthorn on one computer: servers, token issuer and services, in the order in which they can start. */
@NullMarked
package io.posthorn.local.stack;

import org.jspecify.annotations.NullMarked;
