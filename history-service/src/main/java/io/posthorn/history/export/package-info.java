// SPDX-License-Identifier: Apache-2.0
/**
 * Messages as files, for millions of rows, part by part.
 *
 * <pre>
 * tables read                                            for
 * slices                 by user                         the rows of one user: which partitions there are
 * slices                 partition keys, by token        the rows of many: who has any, in an order that never changes
 * messages_7d, …         by partition, in log order      their rows
 * </pre>
 *
 * What is held at once: 32 rows of each partition that is open (2 MB at most), 500 owners, one line.
 */
@NullMarked
package io.posthorn.history.export;

import org.jspecify.annotations.NullMarked;
