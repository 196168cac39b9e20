// SPDX-License-Identifier: Apache-2.0
/**
 * The log of custody: who placed, released, erased what, when and why, each step chained to the one before. Holds and erasures
 * are what the log says; steps are appended one after the other, so a hold and an erasure are never both first.
 *
 * <pre>
 * custody                                            no TTL; appended by IF NOT EXISTS, never changed
 * ┌ partition ┬ ascending ┬──────────────────────────────────────────────────────────────────────────┐
 * │ part      │ number    │ id, at, who, session, why, kind, subject, user, criteria, …, previous, hash │
 * │ 0         │ 1         │                                                                          │
 * └───────────┴───────────┴──────────────────────────────────────────────────────────────────────────┘
 *   serves: the steps from a number on, in either direction
 *   size: 1,000 steps of 60 KB at most (500 ids of 128 characters): 60 MB; as a rule 300 KB
 *
 * errands                                            one row for each that is under way
 * ┌ partition ┬──────────────────────────────────────┐
 * │ errand    │ instance (TTL), reached, messages    │
 * └───────────┴──────────────────────────────────────┘
 *   serves: who carries it on, and how far it has come
 * </pre>
 */
@NullMarked
package io.posthorn.history.custody;

import org.jspecify.annotations.NullMarked;
