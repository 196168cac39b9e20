// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics as one deployment names and sizes them.
 *
 * @param prefix before every name, default {@code posthorn}
 * @param era of the inbox: positions of a lower era sort before those of a higher one
 * @param partitions of every topic whose key is a user; fixed at birth
 * @param replication 1 on one broker, 3 in production (then with {@code min.insync.replicas} 2)
 */
public record Topics(String prefix, int era, int partitions, short replication) {

    private static final int KAFKAS_DEFAULT_BYTES = 1_048_588;

    public Topics {
        require(prefix.matches("[A-Za-z0-9._-]{1,100}"), "topic prefix", prefix, "1 to 100 of A-Z a-z 0-9 . _ -");
        require(era >= 1 && era <= 0xFFFF, "era", era, "1 to 65535");
        require(partitions >= 1, "partitions", partitions, "at least 1");
        require(replication >= 1, "replication", replication, "at least 1");
    }

    private static void require(boolean holds, String what, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + value + ", allowed: " + rule);
        }
    }

    /** Name of a topic that exists once. */
    public String name(Topic topic) {
        return switch (topic) {
            case INBOX -> prefix + ".inbox." + era;
            case GATEWAY -> throw new IllegalArgumentException("one topic for each gateway: use gateway(id)");
            default -> prefix + "." + topic.suffix();
        };
    }

    /** Whether a gateway may have this id, which is a part of its topic's name. */
    public static boolean isGateway(String id) {
        return id.matches("[A-Za-z0-9._-]{1,100}");
    }

    /** Name of the topic of one gateway. */
    public String gateway(String gatewayId) {
        return prefix + ".gateway." + gatewayId;
    }

    /** The gateway whose topic this is, if it is one. */
    public Optional<String> gatewayOf(String name) {
        String start = gateway("");
        return name.startsWith(start) && name.length() > start.length()
                ? Optional.of(name.substring(start.length()))
                : Optional.empty();
    }

    /** All groups that read {@link Topic#MESSAGES}: what one of them has not committed must stay in the log. */
    public List<String> messagesGroups() {
        return List.of(historyGroup(), treesGroup(), countingGroup());
    }

    /** The group that reads {@link Topic#INBOX} for the router: its place and what it wrote of it are committed together. */
    public String routerGroup() {
        return prefix + "-router";
    }

    /** The group that reads {@link Topic#MESSAGES} for history. */
    public String historyGroup() {
        return prefix + ".history";
    }

    /** The group that reads {@link Topic#MESSAGES} for the trees over it. */
    public String treesGroup() {
        return prefix + ".trees";
    }

    /** The group that reads {@link Topic#MESSAGES} to count what was kept. */
    public String countingGroup() {
        return historyGroup() + ".counting";
    }

    public int partitions(Topic topic) {
        return topic.hasOnePartition() ? 1 : partitions;
    }

    /** Said here and not left to the broker, so that what is read can always be written on: the rejected have room for headers. */
    private static int maxRecordBytes(Topic topic) {
        return topic == Topic.REJECTED ? 2 << 20 : KAFKAS_DEFAULT_BYTES;
    }

    NewTopic newTopic(Topic topic, String name) {
        var created = new NewTopic(name, partitions(topic), replication);
        var config = topic.cleanup().asConfig();
        config.put("max.message.bytes", Integer.toString(maxRecordBytes(topic)));
        if (replication >= 3) {
            config.put("min.insync.replicas", "2");
            config.put("unclean.leader.election.enable", "false");
        }
        return created.configs(config);
    }
}
