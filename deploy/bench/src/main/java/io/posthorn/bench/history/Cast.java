// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Whose each message is, and what it says: a function of its number, so that every answer can be checked. */
record Cast(HistoryPlan.Messages messages) {

    static final String HEAVY = "heavy-user";

    private static final List<String> SYLLABLES =
            List.of("an", "be", "cor", "du", "el", "fi", "gan", "ho", "is", "jo", "ka", "lo", "mer", "no", "or", "pa");

    /** Every so many messages one is the heavy user's, until that user has all. */
    private int stride() {
        return messages.all() / messages.heavy();
    }

    private boolean isHeavy(int number) {
        return number % stride() == 0 && number / stride() < messages.heavy();
    }

    /** From 0; {@link HistoryPlan.Messages#users} is the heavy one. */
    int user(int number) {
        return isHeavy(number) ? messages.users() : number % messages.users();
    }

    String name(int user) {
        return user == messages.users() ? HEAVY : "user-" + user;
    }

    /** Numbers of a user's messages, oldest first. */
    int[] of(int user) {
        return user == messages.users()
                ? IntStream.range(0, messages.heavy())
                        .map(nth -> nth * stride())
                        .toArray()
                : IntStream.iterate(user, number -> number < messages.all(), number -> number + messages.users())
                        .filter(number -> !isHeavy(number))
                        .toArray();
    }

    static String id(int number) {
        return "n-" + number;
    }

    /** Invented words: about as compressible as what people write. */
    String body(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder body = new StringBuilder(messages.bytes() + 16);
        while (body.length() < messages.bytes()) {
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                body.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            body.append(' ');
        }
        return body.substring(0, messages.bytes());
    }
}
