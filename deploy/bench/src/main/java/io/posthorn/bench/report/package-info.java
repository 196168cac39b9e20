// SPDX-License-Identifier: Apache-2.0
/** What a measurement found, as a table for people and as one line for programs. */
@NullMarked
package io.posthorn.bench.report;

import org.jspecify.annotations.NullMarked;
