// SPDX-License-Identifier: Apache-2.0
/**
 * Erasure of a user's content: the rows stay, with what the chain needs, their ids and class, and when they were erased.
 *
 * <p>Order is all: what the user's inbox had when it was requested is first waited for until it is written, and copied where a
 * hold keeps it. Only then is it known whether a hold stands in the way, and the step that begins it is taken in the same log as
 * holds are placed in. Then the router is told, then the rows lose their content, one timestamp after they were written, so that
 * a row that is written again stays without it.
 */
@NullMarked
package io.posthorn.history.erasure;

import org.jspecify.annotations.NullMarked;
