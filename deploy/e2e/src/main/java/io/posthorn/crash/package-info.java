// SPDX-License-Identifier: Apache-2.0
/**
 * The crash harness: a platform under load whose processes are killed, stopped and restarted, and a checker that holds
 * everything that is known afterwards against everything that was promised.
 *
 * <pre>
 * stack     CrashStack          a platform on free ports
 * load      Mix ─► Load ──────► Ledger          what was sent           ┐
 * fleet     Fleet, Device ────► DeviceLog       what devices saw        ├─► evidence.Evidence
 * collect   Collector ────────► Facts           what topics and Cassandra hold ┘        │
 * fault     Deck ─► Agent ────► Struck          what was done when                      ▼
 * check     Checker.findings(evidence)          pure decisions ◄────────────────────────┘
 * report    Report, Dump                        the table, the JSON line, files to look into
 * </pre>
 *
 * <p>A scenario of its own takes these pieces one by one: it starts a {@code CrashStack} (or a {@code LocalStack} of its own
 * in {@code new CrashStack(stack)}), adds devices to a {@code Fleet}, writes what it sends into a {@code Ledger}, hands its
 * processes to an {@code Agent} or kills them itself, calls {@code fleet.settle()} and asks {@link io.posthorn.crash.Rest}
 * until the evidence has no findings or its patience ends.
 */
@NullMarked
package io.posthorn.crash;

import org.jspecify.annotations.NullMarked;
