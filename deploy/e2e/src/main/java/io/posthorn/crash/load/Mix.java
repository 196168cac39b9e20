// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is sent next: classes, targets, times to live and repeats, all drawn. One thread at a time. */
public final class Mix {

    public static final String SOURCE = "crash";

    private static final int PROBE_PERCENT = 10;
    private static final int REPEAT_PERCENT = 4;
    private static final int SEVERAL_PERCENT = 25;
    private static final int TTL_PERCENT = 2;
    private static final int COLLAPSE_PERCENT = 2;
    private static final int REMEMBERED = 200;
    private static final int MOST_USERS = 5;
    private static final int LONGEST_TTL_SECONDS = 20;
    private static final int LONGEST_BODY = 400;
    private static final int COLLAPSE_KEYS = 3;

    private final Population population;
    private final RandomGenerator random;
    private final List<Notification> remembered = new ArrayList<>();
    private long lastId;

    /** @param key of the Kafka record */
    public record Outgoing(Notification notification, String key) {}

    public Mix(Population population, RandomGenerator random) {
        this.population = population;
        this.random = random;
    }

    public Outgoing next() {
        if (happens(PROBE_PERCENT)) {
            return keyedByUser(probe());
        }
        if (happens(REPEAT_PERCENT) && !remembered.isEmpty()) {
            return new Outgoing(remembered.get(random.nextInt(remembered.size())), "other-" + random.nextInt());
        }
        Notification notification = any();
        remember(notification);
        return keyedByUser(notification);
    }

    private static Outgoing keyedByUser(Notification notification) {
        return new Outgoing(notification, notification.getTarget().getUsers().getUsers(0));
    }

    private Notification probe() {
        String user = population
                .probes()
                .get((int) (lastId % population.probes().size()))
                .name();
        return notification("system", Set.of(user)).build();
    }

    private Notification any() {
        String className = className();
        Notification.Builder notification = notification(className, users());
        if (happens(TTL_PERCENT)) {
            notification.setTtl(Duration.newBuilder().setSeconds(1L + random.nextInt(LONGEST_TTL_SECONDS)));
        } else if (happens(COLLAPSE_PERCENT) && !className.equals("critical")) {
            notification.setCollapseKey("key-" + random.nextInt(COLLAPSE_KEYS));
        }
        return notification.build();
    }

    private Notification.Builder notification(String className, Set<String> users) {
        String id = "n-" + ++lastId;
        return Notification.newBuilder()
                .setId(id)
                .setSource(SOURCE)
                .setClassName(className)
                .setTitle(id + " for " + users.size())
                .setBody("x".repeat(random.nextInt(LONGEST_BODY)) + id)
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addAllUsers(users)));
    }

    private String className() {
        int drawn = random.nextInt(100);
        if (drawn < 55) {
            return "chat";
        }
        if (drawn < 80) {
            return "system";
        }
        return drawn < 95 ? "critical" : "transient";
    }

    private Set<String> users() {
        int count = happens(SEVERAL_PERCENT) ? 2 + random.nextInt(MOST_USERS - 1) : 1;
        Set<String> users = new LinkedHashSet<>();
        for (int drawn = 0; drawn < count; drawn++) {
            users.add(population
                    .others()
                    .get(random.nextInt(population.others().size()))
                    .name());
        }
        return users;
    }

    private void remember(Notification notification) {
        if (remembered.size() < REMEMBERED) {
            remembered.add(notification);
        } else {
            remembered.set(random.nextInt(REMEMBERED), notification);
        }
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }
}
