// SPDX-License-Identifier: Apache-2.0
/** What tests of a running gateway need: an issuer, the gateway, devices, and both ends of its topics. */
@NullMarked
package io.posthorn.gateway.rig;

import org.jspecify.annotations.NullMarked;
