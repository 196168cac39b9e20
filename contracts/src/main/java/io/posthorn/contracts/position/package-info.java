/** Places in a user's stream, and the cursors that name them to devices. */
@NullMarked
package io.posthorn.contracts.position;

import org.jspecify.annotations.NullMarked;
