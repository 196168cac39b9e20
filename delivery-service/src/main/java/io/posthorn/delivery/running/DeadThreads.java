// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClassicGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes threads that have died out of the group. Kafka Streams gives the successor another id and leaves the old one to its
 * session's end, until which the old one's partitions wait. After a broker's death that end may never come: a coordinator was
 * seen that had read its group a second time and let nobody expire, so that no rebalance ended.
 */
final class DeadThreads {

    private static final Logger LOG = LoggerFactory.getLogger(DeadThreads.class);
    private static final int TIMEOUT_MS = (int) Duration.ofSeconds(5).toMillis();
    private static final Pattern NUMBER = Pattern.compile("-(\\d+)$");

    private final Admin admin;
    private final LastFailures failures = new LastFailures();

    DeadThreads(Admin admin) {
        this.admin = admin;
    }

    /** One that fails is told once for each reason and made again: nothing that runs depends on it. */
    void look(Application application, KafkaStreams streams) throws InterruptedException {
        if (!streams.state().isRunningOrRebalancing()) {
            return;
        }
        try {
            takeOut(application.group(), application.groupInstance(), alive(streams));
            failures.forget(application.name());
        } catch (ExecutionException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            if (failures.isNew(application.name(), reason)) {
                LOG.warn("Dead threads of {} cannot be looked for; tried again: {}", application.name(), reason);
            }
        }
    }

    private static List<String> alive(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !thread.threadState().equals("DEAD"))
                .map(ThreadMetadata::threadName)
                .toList();
    }

    /**
     * @param instance the {@code group.instance.id} of this instance: its threads' end with their numbers
     * @param alive names of the threads that are alive
     * @throws ExecutionException Kafka did not do it: to be tried again
     */
    void takeOut(String group, String instance, Collection<String> alive)
            throws ExecutionException, InterruptedException {
        Set<String> dead = among(members(group), instance, alive);
        if (!dead.isEmpty()) {
            var remove = new RemoveMembersFromConsumerGroupOptions(
                    dead.stream().map(MemberToRemove::new).collect(Collectors.toSet()));
            admin.removeMembersFromConsumerGroup(group, remove.timeoutMs(TIMEOUT_MS))
                    .all()
                    .get();
            LOG.warn("Taken out of group {}: {}, threads of this instance that have died", group, dead);
        }
    }

    private Set<String> members(String group) throws ExecutionException, InterruptedException {
        return admin
                .describeClassicGroups(List.of(group), new DescribeClassicGroupsOptions().timeoutMs(TIMEOUT_MS))
                .all()
                .get()
                .get(group)
                .members()
                .stream()
                .map(MemberDescription::groupInstanceId)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    static Set<String> among(Collection<String> members, String instance, Collection<String> alive) {
        Set<String> numbers = alive.stream()
                .map(DeadThreads::number)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return members.stream()
                .filter(member -> number(member)
                        .filter(number -> member.equals(instance + "-" + number) && !numbers.contains(number))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private static Optional<String> number(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.find() ? Optional.of(number.group(1)) : Optional.empty();
    }
}
