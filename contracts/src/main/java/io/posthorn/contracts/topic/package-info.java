/** The topics: one list, their names, and the check of what the broker has. */
@NullMarked
package io.posthorn.contracts.topic;

import org.jspecify.annotations.NullMarked;
