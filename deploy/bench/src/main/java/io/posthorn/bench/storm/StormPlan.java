// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.bench.command.Rule;
import java.util.List;

/**
 * What is measured: a storm at each rate, one after the other.
 *
 * @param rates of devices that connect, each of a user of its own, in a second; rising
 * @param seconds that each storm lasts
 */
record StormPlan(List<Integer> rates, int seconds, Others others, GatewayJvm gateways) {

    private static final int MOST_DEVICES = 18_000;
    private static final int MOST_OTHERS = 1_000;

    /**
     * Those who were there before.
     *
     * @param users each with a device
     * @param rate of messages to them all, in a second
     * @param warmupSeconds of that load, which do not count; a storm at the highest rate after them does not count either
     * @param quietSeconds of it before each storm
     */
    record Others(int users, int rate, int warmupSeconds, int quietSeconds) {
        Others {
            Rule.between(1, MOST_OTHERS, "--others", users);
            Rule.atLeast(1, "--message-rate", rate);
            Rule.atLeast(0, "--warmup", warmupSeconds);
            Rule.atLeast(1, "--quiet", quietSeconds);
        }

        /** One after the other. */
        String userOf(int message) {
            return "other-" + (message % users + 1);
        }
    }

    StormPlan {
        rates = List.copyOf(rates);
        Rule.require(
                !rates.isEmpty() && rates.get(0) >= 1 && isRising(rates),
                "--rates",
                rates,
                "from 1, each above the last");
        Rule.atLeast(1, "--seconds", seconds);
        long most = (long) rates.get(rates.size() - 1) * seconds;
        Rule.require(most <= MOST_DEVICES, "--rates times --seconds", most, MOST_DEVICES + " at most");
    }

    private static boolean isRising(List<Integer> rates) {
        for (int i = 1; i < rates.size(); i++) {
            if (rates.get(i) <= rates.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    int devicesAt(int rate) {
        return rate * seconds;
    }

    /** Of the greatest storm. All of them come and go before the first one: who storms has been here before. */
    int devices() {
        return devicesAt(highestRate());
    }

    int highestRate() {
        return rates.get(rates.size() - 1);
    }
}
