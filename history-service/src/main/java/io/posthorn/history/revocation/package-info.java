// SPDX-License-Identifier: Apache-2.0
/**
 * What was revoked, when, by whom and why.
 *
 * <pre>
 * revocations                                          TTL: posthorn.history.people.retention
 * ┌──── partition ────┬────── descending ──────┬──────────────────────────────────────────────────┐
 * │ user       month  │ at   partition  offset │ session, until, needed_until, reason, revoked_by │
 * │ user-1     202611 │                        │                                                  │
 * │ everyone   202611 │                        │ of everyone; no user's id holds a space          │
 * └───────────────────┴────────────────────────┴──────────────────────────────────────────────────┘
 *   serves: what was revoked of a user, or of everyone, in either direction        (SelectRevocations)
 * </pre>
 *
 * <p>Sizes: a user may have 128 sessions within hours, ended ones included: 1,500 a day at most, each revoked once, are 45,000 × 400 B =
 * 18 MB a month.
 */
@NullMarked
package io.posthorn.history.revocation;

import org.jspecify.annotations.NullMarked;
