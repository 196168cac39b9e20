// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import java.util.Map;

/** Reasons of receipts as half a sentence. One that is not known here says itself. */
final class Reasons {

    private static final Map<String, String> SKIPPED = Map.of(
            "collapsed", "a newer one with the same collapseKey took its place",
            "overflow", "more waited than may, and no store has it",
            "erased", "the user's data was erased",
            "forgotten", "the device is not known any more",
            "declined", "the device began after it",
            "failed", "it could not be handled and was parked",
            "unexplained", "it is in no store though it should be");

    private static final Map<String, String> REJECTED = Map.ofEntries(
            Map.entry("unparseable", "it could not be read"),
            Map.entry("id-missing", "it had no id"),
            Map.entry("source-missing", "it had no source"),
            Map.entry("bad-id", "an id in it was none"),
            Map.entry("no-target", "it named nobody"),
            Map.entry("too-many-users", "it named too many users"),
            Map.entry("no-members", "its group had no members"),
            Map.entry("too-many-members", "its group had too many members"),
            Map.entry("class-missing", "it had no class"),
            Map.entry("unknown-class", "its class is not configured"),
            Map.entry("too-large", "it was too large"),
            Map.entry("bad-ttl", "its ttl was not positive"),
            Map.entry("failed", "it could not be handled and was parked"));

    private Reasons() {}

    static String ofSkipped(String reason) {
        return phrase(SKIPPED, reason);
    }

    static String ofRejected(String reason) {
        return phrase(REJECTED, reason);
    }

    private static String phrase(Map<String, String> known, String reason) {
        return known.containsKey(reason) ? known.get(reason) + " (" + reason + ")" : "the reason is " + reason;
    }
}
