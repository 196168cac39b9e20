/**
 * Who is in which group: a table that every fanout keeps whole, and the endpoints that change it.
 *
 * <pre>
 * members   group, NUL, user -&gt; nothing: to be there is to be a member
 * </pre>
 *
 * <p>A change that changes nothing is not written again: an upstream that tells all members every hour would fill the topic, and history.
 * Any instance may write, so the table counts only where it has read the topic to the end that it had after the request came ({@link
 * io.posthorn.delivery.group.Certainty}).
 */
@NullMarked
package io.posthorn.delivery.group;

import org.jspecify.annotations.NullMarked;
