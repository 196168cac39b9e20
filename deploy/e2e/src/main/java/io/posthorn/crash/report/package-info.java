// SPDX-License-Identifier: Apache-2.0
/** What a run found, as a table for people and as one line of JSON for programs. */
@NullMarked
package io.posthorn.crash.report;

import org.jspecify.annotations.NullMarked;
