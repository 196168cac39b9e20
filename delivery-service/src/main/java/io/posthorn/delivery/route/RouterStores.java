// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import java.util.List;

/**
 * Names of the router's stores.
 *
 * <pre>
 * users        user                  -&gt; devices, cursors, floor
 * connections  user, device          -&gt; the live connection: the presence table
 * pending      user, position        -&gt; what waits; at position 0 nothing
 * repeats      user, source, id      -&gt; where it was first seen; 24 h
 * broadcasts   position              -&gt; what waits for everyone, and its floor
 * collapses    user, collapse key    -&gt; position of the newest that waits
 * looks        time, user            -&gt; when something of the user expires
 * progress     'reached','persisted' -&gt; position
 *              'ahead', user         -&gt; up to where the user has acked what is yet to be applied
 * </pre>
 */
public final class RouterStores {

    public static final String USERS = "users";
    public static final String CONNECTIONS = "connections";
    public static final String PENDING = "pending";
    public static final String REPEATS = "repeats";
    public static final String BROADCASTS = "broadcasts";
    public static final String COLLAPSES = "collapses";
    public static final String LOOKS = "looks";
    public static final String PROGRESS = "progress";

    /** All but the window of the repeats. */
    public static final List<String> KEY_VALUE =
            List.of(USERS, CONNECTIONS, PENDING, BROADCASTS, COLLAPSES, LOOKS, PROGRESS);

    private RouterStores() {}
}
