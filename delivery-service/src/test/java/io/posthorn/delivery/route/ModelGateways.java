// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.RouterBeat;
import io.posthorn.delivery.hint.Hints;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Topics and leases of gateways, and what history is asked for: hints that are refused or lost when it is so willed. */
final class ModelGateways implements Hints {

    static final List<String> NAMES = List.of("gateway-1", "gateway-2");

    private final Random random;
    private final Map<String, Deque<Delivery>> topics = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Deque<ReplayRequest> asked = new ArrayDeque<>();
    private boolean taken = true;
    private boolean lost;

    ModelGateways(Random random) {
        this.random = random;
        NAMES.forEach(name -> {
            topics.put(name, new ArrayDeque<>());
            incarnations.put(name, 1L);
        });
    }

    @Override
    public boolean deliver(String gateway, String connection, Delivery delivery) {
        if (taken && !isLost()) {
            topics.get(gateway).add(delivery);
        }
        return taken;
    }

    @Override
    public boolean replay(ReplayRequest request) {
        if (taken && !isLost()) {
            asked.add(request);
        }
        return taken;
    }

    private boolean isLost() {
        return lost && random.nextInt(4) == 0;
    }

    void refuseOrTake() {
        taken = !taken;
    }

    void loseOrKeep() {
        lost = !lost;
    }

    void repaired() {
        taken = true;
        lost = false;
    }

    Stream<Delivery> next(String gateway) {
        return Stream.ofNullable(topics.get(gateway).poll());
    }

    /** Those for whom it is, in order; the others' stay. */
    void take(String gateway, Predicate<Recipient> whose, BiConsumer<Delivery, Recipient> use) {
        Deque<Delivery> topic = topics.get(gateway);
        List<Delivery> all = List.copyOf(topic);
        topic.clear();
        for (Delivery frame : all) {
            var left = frame.toBuilder().clearRecipients();
            for (Recipient to : frame.getRecipientsList()) {
                if (whose.test(to)) {
                    use.accept(frame, to);
                } else {
                    left.addRecipients(to);
                }
            }
            if (left.getRecipientsCount() > 0) {
                topic.add(left.build());
            }
        }
    }

    void lose(String gateway) {
        topics.get(gateway).clear();
        asked.clear();
    }

    Stream<ReplayRequest> nextAsked() {
        return Stream.ofNullable(asked.poll());
    }

    void page(String gateway, List<Delivery> frames) {
        topics.get(gateway).addAll(frames);
    }

    long incarnation(String gateway) {
        return incarnations.get(gateway);
    }

    void dies(String gateway, CrashingRouter router) {
        topics.get(gateway).clear();
        incarnations.merge(gateway, 1L, Long::sum);
        renew(gateway, router);
    }

    void renewAll(CrashingRouter router) {
        NAMES.forEach(gateway -> renew(gateway, router));
    }

    private void renew(String gateway, CrashingRouter router) {
        var lease = GatewayLease.newBuilder()
                .setGateway(gateway)
                .setIncarnation(incarnations.get(gateway))
                .setState(LeaseState.LEASE_STATE_LIVE);
        router.lease(gateway, LeaseRecord.newBuilder().setLease(lease).build().toByteArray());
    }

    /** Time goes on though no gateway renews. */
    static void beat(CrashingRouter router) {
        var beat = RouterBeat.newBuilder().setInstance("delivery-2");
        router.lease("router-2", LeaseRecord.newBuilder().setBeat(beat).build().toByteArray());
    }

    /** Skips that nobody has read yet. */
    void eachSkip(BiConsumer<Delivery, Recipient> use) {
        topics.values().stream()
                .flatMap(Deque::stream)
                .filter(Delivery::hasSkip)
                .forEach(skip -> skip.getRecipientsList().forEach(to -> use.accept(skip, to)));
    }

    boolean hasUnread() {
        return !asked.isEmpty() || topics.values().stream().anyMatch(topic -> !topic.isEmpty());
    }

    /** What nobody has read yet. */
    List<String> unread() {
        return Stream.concat(
                        topics.values().stream().flatMap(Deque::stream).map(Object::toString),
                        asked.stream().map(Object::toString))
                .toList();
    }
}
