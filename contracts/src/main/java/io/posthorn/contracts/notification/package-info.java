/** What upstream produces: its two encodings, CloudEvents headers, and what is refused. */
@NullMarked
package io.posthorn.contracts.notification;

import org.jspecify.annotations.NullMarked;
