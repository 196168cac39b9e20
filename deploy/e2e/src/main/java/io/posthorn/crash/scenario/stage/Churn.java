// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Devices lose their network, one after another, and come back by themselves. */
public final class Churn {

    private Churn() {}

    public static void during(List<Witness> witnesses, Duration every, Random random, Runnable played) {
        Meanwhile.repeat(
                every, () -> witnesses.get(random.nextInt(witnesses.size())).drop(), played);
    }
}
