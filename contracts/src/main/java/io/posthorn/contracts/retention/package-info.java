/** Classes of notifications: how long each is kept, how long it waits, what is told about it. */
@NullMarked
package io.posthorn.contracts.retention;

import org.jspecify.annotations.NullMarked;
