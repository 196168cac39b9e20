// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

/** What a device needs to come in. A line of the file of tickets. */
public record Ticket(String user, String device, String token) {

    private static final String SEPARATOR = "\t";

    static Ticket parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("a line of the file of tickets has " + fields.length + " fields, not 3");
        }
        return new Ticket(fields[0], fields[1], fields[2]);
    }

    public String line() {
        return String.join(SEPARATOR, user, device, token);
    }
}
