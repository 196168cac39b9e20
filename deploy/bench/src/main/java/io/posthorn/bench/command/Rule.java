// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.command;

/** What an option may be. */
public final class Rule {

    private Rule() {}

    /** @throws IllegalArgumentException naming option, value and rule */
    public static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", allowed: " + rule);
        }
    }

    public static void between(int least, int most, String option, int value) {
        require(value >= least && value <= most, option, value, least + " to " + most);
    }

    public static void atLeast(int least, String option, int value) {
        require(value >= least, option, value, least + " or more");
    }
}
