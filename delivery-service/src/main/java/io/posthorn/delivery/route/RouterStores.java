// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

/**
 * Names of the router's stores.
 *
 * <pre>
 * users        user                  -&gt; devices, cursors, floor
 * connections  user, device          -&gt; the live connection: the presence table
 * pending      user, position        -&gt; what waits
 * repeats      user, source, id      -&gt; where it was first seen; 24 h
 * progress     'reached','persisted' -&gt; position
 * </pre>
 */
public final class RouterStores {

    public static final String USERS = "users";
    public static final String CONNECTIONS = "connections";
    public static final String PENDING = "pending";
    public static final String REPEATS = "repeats";
    public static final String PROGRESS = "progress";

    private RouterStores() {}
}
