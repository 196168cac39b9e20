// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import java.util.List;

/**
 * Which page may ask. A browser sends a cookie by itself, whichever page makes it ask, so what proves itself by cookie and changes
 * something must name a page that is allowed.
 */
final class OriginRule {

    private OriginRule() {}

    /**
     * @param origins as in the {@code Origin} headers: of no browser there is none
     * @param byCookie whether a cookie proves who it is
     * @param changes whether something is changed or opened
     */
    static boolean allows(List<String> origins, List<String> allowed, boolean byCookie, boolean changes) {
        return origins.isEmpty() ? !(byCookie && changes) : origins.size() == 1 && allowed.contains(origins.get(0));
    }
}
