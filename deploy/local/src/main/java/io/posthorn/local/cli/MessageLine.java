// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message for a person, on one line: nothing of it may look like another line or steer a terminal. */
final class MessageLine {

    private static final int LONGEST_TEXT = 120;

    private MessageLine() {}

    static String of(String time, String identity, String deliveryClass, String title, String body) {
        String text = Stream.of(title, body).filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
        return String.format(
                        "%-24s  %s  %s  %s",
                        printable(time), printable(identity), printable(deliveryClass), shortened(text))
                .stripTrailing();
    }

    private static String shortened(String text) {
        String line = printable(text);
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
