// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.endpoint.Requests;
import io.posthorn.delivery.running.DeliveryStreams;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /v1/groups/{group}/members}, scope {@code admin}. 204 once all replicas in sync have the change, or had it already; then
 * nothing is written, unless in doubt. Every fanout, and every answer to GET, follows some milliseconds later: who was changed just now may
 * still be, or not yet be, in what is asked or sent next.
 */
@RestController
@RequestMapping("/v1/groups/{group}/members")
class GroupsApi {

    private static final int PAGE = 1_000;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final DeliveryStreams streams;
    private final Certainty certainty;
    private final String topic;

    GroupsApi(KafkaTemplate<byte[], byte[]> kafka, DeliveryStreams streams, Certainty certainty, Topics topics) {
        this.kafka = kafka;
        this.streams = streams;
        this.certainty = certainty;
        this.topic = topics.name(Topic.GROUPS);
    }

    @PutMapping("/{user}")
    CompletableFuture<ResponseEntity<Void>> add(@PathVariable String group, @PathVariable String user) {
        return change(new Membership(group, user, true));
    }

    @DeleteMapping("/{user}")
    CompletableFuture<ResponseEntity<Void>> remove(@PathVariable String group, @PathVariable String user) {
        return change(new Membership(group, user, false));
    }

    private CompletableFuture<ResponseEntity<Void>> change(Membership membership) {
        Requests.id("group", membership.group());
        Requests.id("user", membership.user());
        if (certainty.of(membership, () -> saysTheTable(membership))) {
            return CompletableFuture.completedFuture(ResponseEntity.noContent().build());
        }
        return kafka.send(topic, membership.key(), membership.value())
                .thenApply(sent -> ResponseEntity.noContent().build());
    }

    private boolean saysTheTable(Membership membership) {
        return groups().has(membership.group(), membership.user()) == membership.member();
    }

    @GetMapping
    MemberPage members(
            @PathVariable String group,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String next) {
        Requests.id("group", group);
        Requests.require(limit >= 1 && limit <= PAGE, "limit is " + limit + ", allowed: 1 to " + PAGE);
        String after = next == null
                ? ""
                : MemberPage.after(next).orElseThrow(() -> Requests.bad("next: only what an earlier page gave"));
        return MemberPage.of(group, groups().membersAfter(group, after, limit + 1), limit);
    }

    private Groups groups() {
        return streams.application("fanout")
                .map(fanout -> new Groups(fanout.store(StoreQueryParameters.fromNameAndType(
                        GroupReader.MEMBERS, QueryableStoreTypes.keyValueStore()))))
                .orElseThrow(() -> new StreamsNotStartedException("fanout waits for Kafka"));
    }
}
