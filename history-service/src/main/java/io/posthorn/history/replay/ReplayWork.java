// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests for pages become pages.
 *
 * <p>A request is a hint: one that cannot be answered before its deadline is dropped, since the router asks again. Its offset
 * is committed after its page.
 */
final class ReplayWork implements PartitionWork {

    private static final Logger log = LoggerFactory.getLogger(ReplayWork.class);

    private final PageReader reader;
    private final PagePublisher publisher;
    private final Parking parking;
    private final Insistence insistence;
    private final Clock clock;
    private final ReplayMeters meters;
    private final Bulkhead underWay;

    /** @param underWay pages that are in memory */
    ReplayWork(
            PageReader reader,
            PagePublisher publisher,
            Parking parking,
            Insistence insistence,
            Clock clock,
            ReplayMeters meters,
            Bulkhead underWay) {
        this.reader = reader;
        this.publisher = publisher;
        this.parking = parking;
        this.insistence = insistence;
        this.clock = clock;
        this.meters = meters;
        this.underWay = underWay;
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        Map<String, ReplayRequest> byConnection = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Request request = Request.of(record.value(), clock.instant());
            if (request instanceof Request.Serve serve) {
                // A later one says better where the connection stands.
                byConnection.put(serve.request().getConnection(), serve.request());
            } else if (request instanceof Request.Park park) {
                all.add(parking.park(record, park.reason(), park.detail(), ours));
            }
        }
        byConnection.values().forEach(request -> all.add(serve(request, ours)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> "");
    }

    /** What was read is in memory until it is written, so both are one turn. */
    private CompletableFuture<?> serve(ReplayRequest request, BooleanSupplier ours) {
        BooleanSupplier inTime = () -> ours.getAsBoolean() && !Request.isLate(request, clock.instant());
        return underWay.run(
                        () -> insistence
                                .until(attempt -> read(request, attempt), inTime)
                                .thenCompose(page -> publish(request, page)),
                        inTime)
                .exceptionally(late -> {
                    meters.dropped();
                    return null;
                });
    }

    private CompletionStage<Page> read(ReplayRequest request, int attempt) {
        return reader.read(request).whenComplete((page, failure) -> {
            if (failure != null && attempt == 1) {
                log.warn("A page could not be read and is tried again: {}", StoreFailure.describe(failure));
            }
        });
    }

    private CompletionStage<Void> publish(ReplayRequest request, Page page) {
        return publisher.publish(request, page).whenComplete((published, failure) -> {
            if (failure != null) {
                log.warn(
                        "A page for gateway {} could not be written: {}",
                        request.getGateway(),
                        StoreFailure.describe(failure));
            }
        });
    }
}
