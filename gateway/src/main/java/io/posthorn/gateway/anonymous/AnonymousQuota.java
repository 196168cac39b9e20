// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

/**
 * How many connections of anonymous devices there may be, by a count that is taken now and then: between two counts all that
 * were admitted are taken to be there.
 */
final class AnonymousQuota {

    private final int most;
    private int counted;
    private int admittedSince;

    AnonymousQuota(int most) {
        this.most = most;
    }

    synchronized boolean admit() {
        if (counted + admittedSince >= most) {
            return false;
        }
        admittedSince++;
        return true;
    }

    /** @param connections that are open now */
    synchronized void counted(int connections) {
        counted = connections;
        admittedSince = 0;
    }
}
