/**
 * Who is in which group: a table that every fanout keeps whole, and the endpoints that change it.
 *
 * <pre>
 * members   group, NUL, user -&gt; nothing: to be there is to be a member
 * </pre>
 */
@NullMarked
package io.posthorn.delivery.group;

import org.jspecify.annotations.NullMarked;
