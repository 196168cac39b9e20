// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.crash.evidence.Everyone;
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
    private static final int EVERYONE_PERMILLE = 5;
    private static final int GROUP_PERMILLE = 15;
    private static final int TTL_PERCENT = 2;
    private static final int COLLAPSE_PERCENT = 2;
    private static final int REMEMBERED = 200;
    private static final int MOST_USERS = 5;
    private static final int LONGEST_TTL_SECONDS = 20;
    private static final int LONGEST_BODY = 400;
    private static final int COLLAPSE_KEYS = 3;

    private final Population population;
    private final int partitions;
    private final RandomGenerator random;
    private final List<Outgoing> remembered = new ArrayList<>();
    private long lastId;

    /**
     * @param key of the Kafka record
     * @param users who get it, {@link Everyone} among them
     */
    public record Outgoing(Notification notification, String key, Set<String> users) {}

    /** @param partitions of the topics whose key is a user */
    public Mix(Population population, int partitions, RandomGenerator random) {
        this.population = population;
        this.partitions = partitions;
        this.random = random;
    }

    public Outgoing next() {
        if (happens(PROBE_PERCENT)) {
            return probe();
        }
        if (happens(REPEAT_PERCENT) && !remembered.isEmpty()) {
            Outgoing first = remembered.get(random.nextInt(remembered.size()));
            return new Outgoing(first.notification, "other-" + random.nextInt(), first.users);
        }
        Outgoing outgoing = first();
        remember(outgoing);
        return outgoing;
    }

    private Outgoing first() {
        int drawn = random.nextInt(1_000);
        if (drawn < EVERYONE_PERMILLE) {
            return toEveryone();
        }
        return drawn < EVERYONE_PERMILLE + GROUP_PERMILLE ? toGroup() : any();
    }

    private Outgoing toEveryone() {
        Notification notification = notification("system", "everyone")
                .setTarget(Target.newBuilder().setEveryone(true))
                .build();
        return new Outgoing(notification, notification.getId(), Everyone.onAll(partitions));
    }

    private Outgoing toGroup() {
        List<String> names = List.copyOf(population.groups().keySet());
        String group = names.get(random.nextInt(names.size()));
        Notification notification = notification("group", group)
                .setTarget(Target.newBuilder().setGroup(group))
                .build();
        return new Outgoing(notification, group, population.groups().get(group));
    }

    private Outgoing probe() {
        String user = population
                .probes()
                .get((int) (lastId % population.probes().size()))
                .name();
        return toUsers(notification("system", user), Set.of(user));
    }

    private Outgoing any() {
        String className = className();
        Set<String> users = users();
        Notification.Builder notification = notification(className, users.size() + " users");
        if (happens(TTL_PERCENT)) {
            notification.setTtl(Duration.newBuilder().setSeconds(1L + random.nextInt(LONGEST_TTL_SECONDS)));
        } else if (happens(COLLAPSE_PERCENT) && !className.equals("critical")) {
            notification.setCollapseKey("key-" + random.nextInt(COLLAPSE_KEYS));
        }
        return toUsers(notification, users);
    }

    private static Outgoing toUsers(Notification.Builder notification, Set<String> users) {
        notification.setTarget(
                Target.newBuilder().setUsers(UserList.newBuilder().addAllUsers(users)));
        return new Outgoing(notification.build(), users.iterator().next(), users);
    }

    private Notification.Builder notification(String className, String whom) {
        String id = "n-" + ++lastId;
        return Notification.newBuilder()
                .setId(id)
                .setSource(SOURCE)
                .setClassName(className)
                .setTitle(id + " for " + whom)
                .setBody("x".repeat(random.nextInt(LONGEST_BODY)) + id);
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

    private void remember(Outgoing outgoing) {
        if (remembered.size() < REMEMBERED) {
            remembered.add(outgoing);
        } else {
            remembered.set(random.nextInt(REMEMBERED), outgoing);
        }
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }
}
