/** Devices of a user: their cursors, where each resumes, what is known of them. */
@NullMarked
package io.posthorn.delivery.device;

import org.jspecify.annotations.NullMarked;
