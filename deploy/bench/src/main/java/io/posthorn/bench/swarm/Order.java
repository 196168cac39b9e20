// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.util.function.Function;

/** What a swarm can be told, as lines of text. The answer is a status, or {@code times} in their encoding. */
public final class Order {

    /** Begins the answer to an order that failed. */
    public static final String FAILED = "failed: ";

    public static final String STATUS = "status";
    public static final String LEAVE = "leave";
    public static final String FORGET = "forget";

    private final Function<Swarm, String> action;

    private Order(Function<Swarm, String> action) {
        this.action = action;
    }

    /** A closed loop. */
    public static String open(int devices, int atOnce) {
        return "open " + devices + " " + atOnce;
    }

    /** An open loop that begins at a time of {@link System#nanoTime}. */
    public static String openAtRate(int devices, int perSecond, long begin) {
        return "rate " + devices + " " + perSecond + " " + begin;
    }

    /** From the begin of each connection to its {@code resumed}. */
    public static String timesToResumed() {
        return timesOf(Tally.RESUMED);
    }

    public static String timesOf(String phase) {
        return "times " + phase;
    }

    static Order parse(String line) {
        String[] words = line.split(" ");
        return switch (words[0] + "/" + words.length) {
            case "status/1" -> new Order(swarm -> swarm.status().json());
            case "leave/1" -> new Order(swarm -> swarm.leave().json());
            case "forget/1" -> new Order(swarm -> swarm.forget().json());
            case "times/2" -> new Order(swarm -> swarm.times(words[1]));
            case "open/3" -> open(Opening.atOnce(number(words[1]), number(words[2])));
            case "rate/4" -> open(Opening.atRate(number(words[1]), number(words[2]), Long.parseLong(words[3])));
            default -> throw new IllegalArgumentException("no order: " + line);
        };
    }

    private static Order open(Opening opening) {
        return new Order(swarm -> swarm.open(opening).json());
    }

    private static int number(String word) {
        int number = Integer.parseInt(word);
        if (number < 1) {
            throw new IllegalArgumentException(word + " is below 1");
        }
        return number;
    }

    String on(Swarm swarm) {
        return action.apply(swarm);
    }
}
