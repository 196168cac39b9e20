// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a topic that exists is one that Posthorn can rely on. */
final class TopicFit {

    private static final String TIMESTAMPS = "message.timestamp.type";
    private static final String POLICY = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String RETENTION_BYTES = "retention.bytes";

    private static final String LAG = "min.compaction.lag.ms";
    private static final String IN_SYNC = "min.insync.replicas";
    private static final String UNCLEAN = "unclean.leader.election.enable";

    private TopicFit() {}

    /** What does not fit, with the next step. */
    static Optional<String> partitions(String name, int found, int wanted) {
        return found == wanted
                ? Optional.empty()
                : Optional.of(
                        "Topic %s has %d partitions, configured are %d (posthorn.topics.partitions). Partitions are fixed at birth: set the number that exists, or use another posthorn.topics.prefix."
                                .formatted(name, found, wanted));
    }

    /** Times of retention may be an operator's choice; whose clock counts, and whether a log loses what nobody read, is not. */
    static Optional<String> settings(String name, Cleanup cleanup, Map<String, String> found) {
        Map<String, String> wanted = cleanup.asConfig();
        Optional<String> misfit = differs(name, TIMESTAMPS, found, wanted.get(TIMESTAMPS))
                .or(() -> differs(name, POLICY, found, wanted.get(POLICY)));
        return misfit.isPresent() || !cleanup.isTrimmed()
                ? misfit
                : differs(name, RETENTION, found, "-1").or(() -> differs(name, RETENTION_BYTES, found, "-1"));
    }

    /** What has to be raised, and can be while the topic is in use: setting → value. */
    static Map<String, String> raises(Cleanup cleanup, Map<String, String> found) {
        String wanted = cleanup.asConfig().get(LAG);
        String there = found.get(LAG);
        return wanted == null || there == null || Long.parseLong(there) >= Long.parseLong(wanted)
                ? Map.of()
                : Map.of(LAG, wanted);
    }

    /** For who may not raise it. */
    static String notRaised(String name, Map<String, String> raises, String why) {
        String settings = raises.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        return "Topic %1$s needs %2$s, which could not be set (%3$s). Set it: kafka-configs --alter --topic %1$s --add-config %2$s"
                .formatted(name, settings, why);
    }

    /** What is acknowledged outlives a broker only so. */
    static Optional<String> safety(String name, int replication, Map<String, String> found) {
        if (replication < 3) {
            return Optional.empty();
        }
        boolean lonely = "1".equals(found.get(IN_SYNC));
        return lonely ? differs(name, IN_SYNC, found, "2") : differs(name, UNCLEAN, found, "false");
    }

    private static Optional<String> differs(String name, String setting, Map<String, String> found, String wanted) {
        String value = found.get(setting);
        return value == null || value.equals(wanted)
                ? Optional.empty()
                : Optional.of(
                        "Topic %1$s has %2$s=%3$s, needed is %4$s. Set it: kafka-configs --alter --topic %1$s --add-config %2$s=%4$s"
                                .formatted(name, setting, value, wanted));
    }
}
