// SPDX-License-Identifier: Apache-2.0
/** Where a client comes from, seen through the proxies in front of the gateway. */
@NullMarked
package io.posthorn.gateway.address;

import org.jspecify.annotations.NullMarked;
