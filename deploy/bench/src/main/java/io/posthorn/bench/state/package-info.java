// SPDX-License-Identifier: Apache-2.0
/** What the router's state costs on disk and in its changelogs, and how long a new owner needs to have it. */
@NullMarked
package io.posthorn.bench.state;

import org.jspecify.annotations.NullMarked;
