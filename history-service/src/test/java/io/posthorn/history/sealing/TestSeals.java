// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

/** A seal without a store. */
public final class TestSeals {

    public static final Seal SEAL = new Seal(new byte[Seal.KEY_BYTES]);

    private TestSeals() {}
}
