// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

/** What is promised, as the checker counts its breaches: all must be zero. */
public enum Invariant {
    /** A position or an id came twice on one connection. */
    REPEATED("repeats inside a connection", "I2"),
    /** A position came after a higher one. */
    REORDERED("reorders", "I2"),
    /** A frame's {@code prev} is not the last cursor sent, or durable messages lie between them. */
    HOLE("holes passed on", "I2"),
    /** A device never got it and was told no reason; or Kafka had it and the router never applied it. */
    MISSING("missing", "I1"),
    UNEXPLAINED_SKIP("unexplained skips", "I1"),
    WRONG_USER("wrong user", "I6"),
    /** Another content, or another message than the inbox has at that position. */
    WRONG_CONTENT("wrong content", "I6"),
    /** One id at two positions of a user's stream. */
    DUPLICATED("delivered twice under one id", "I5"),
    /** Committed messages that do not continue what was committed before them. */
    TORN_FACTS("torn facts", "I7"),
    /** Committed but not in a table, in a table but not committed, or different. */
    HISTORY("history against committed", "I7"),
    REJECTED("rejected", "I9"),
    RECEIPT_WITHOUT_ACK("receipts without ack", "I1"),
    ACK_WITHOUT_RECEIPT("acks without receipt", "I1"),
    /** A device that was not told what is on record as read, was told what is not, or a receipt of what nobody read. */
    READ("read markers", "I1"),
    /** A frame that must not come, an error frame, a close for good, a stream that lost its place. */
    PROTOCOL("protocol", "I2"),
    /** Delivery did not go on by itself after a fault. */
    STUCK("did not go on by itself", "I3"),
    /** Nobody killed it. */
    DIED("processes that ended by themselves", "I3");

    private final String title;
    private final String number;

    Invariant(String title, String number) {
        this.title = title;
        this.number = number;
    }

    public String title() {
        return title;
    }

    /** In the list of invariants of the design. */
    public String number() {
        return number;
    }
}
