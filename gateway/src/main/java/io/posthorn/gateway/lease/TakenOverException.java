// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

/** Another process holds a lease for this gateway's id. */
final class TakenOverException extends Exception {

    private static final long serialVersionUID = 1L;

    TakenOverException(String gateway, long ours, long theirs) {
        super(
                "Gateway id %s is in use: the last lease is of incarnation %d, ours was %d. Give each gateway an id of its own (posthorn.gateway.id)"
                        .formatted(gateway, theirs, ours));
    }
}
