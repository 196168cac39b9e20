/** Who may call what. */
@NullMarked
package io.posthorn.delivery.security;

import org.jspecify.annotations.NullMarked;
