// SPDX-License-Identifier: Apache-2.0
/**
 * Devices that say nothing of themselves, where configuration lets them in: each connection is a user of its own, for whom there
 * is nothing but what goes to everyone. They have a quota of their own.
 */
@NullMarked
package io.posthorn.gateway.anonymous;

import org.jspecify.annotations.NullMarked;
