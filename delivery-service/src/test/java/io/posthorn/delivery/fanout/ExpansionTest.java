// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpansionTest {

    private static final Origin ORIGIN =
            Origin.newBuilder().setPartition(1).setOffset(7).build();
    private static final int MOST = 3;
    private static final int PARTITIONS = 4;

    @Test
    void eachUserGetsTheirOwnInTheOrderTheyWereNamed() throws RejectedException {
        assertThat(records(users("user-2", "user-1")))
                .extracting(InboxRecord::getUser)
                .containsExactly("user-2", "user-1");
    }

    @Test
    void aUserNamedTwiceGetsItOnce() throws RejectedException {
        assertThat(records(users("user-1", "user-2", "user-1")))
                .extracting(InboxRecord::getUser)
                .containsExactly("user-1", "user-2");
        assertThat(expand(users("user-1", "user-2", "user-1")).users()).isEqualTo(2);
    }

    @Test
    void usersAreToldApartToTheLetter() throws RejectedException {
        assertThat(records(users("user-1", "User-1"))).hasSize(2);
    }

    @Test
    void nobodySeesWhoElseGotIt() throws RejectedException {
        assertThat(records(users("user-1", "user-2")))
                .noneMatch(record -> record.getNotification().hasTarget());
    }

    @Test
    void allCarryTheSameOriginAndTheSameRest() throws RejectedException {
        assertThat(records(users("user-1", "user-2")))
                .allMatch(record -> record.getOrigin().equals(ORIGIN))
                .allMatch(record -> record.getGroup().isEmpty())
                .allMatch(record -> record.getNotification().getId().equals("o-17"));
    }

    @Test
    void aUsersRecordLiesUnderTheirOwnKey() throws RejectedException {
        expand(users("user-1", "user-2"))
                .forEach((key, record) -> assertThat(key).isEqualTo(record.getUser()));
    }

    /** An expansion to nobody must never become one to everyone. */
    @Test
    void noUsersNoRecords() throws RejectedException {
        assertThat(records(users())).isEmpty();
    }

    @Test
    void withoutATargetThereIsNone() {
        assertRejected(Target.getDefaultInstance(), Map.of(), Rejection.NO_TARGET);
    }

    @Test
    void aGroupGoesToEachOfItsMembersWhoSeeWhichGroupItWas() throws RejectedException {
        Expansion expansion = expand(group("eng"), Map.of("eng", List.of("user-1", "user-2"), "sales", List.of("no")));

        assertThat(expansion.users()).isEqualTo(2);
        assertThat(records(expansion))
                .allMatch(record -> record.getGroup().equals("eng"))
                .allMatch(record -> !record.getNotification().hasTarget())
                .extracting(InboxRecord::getUser)
                .containsExactly("user-1", "user-2");
    }

    @Test
    void aGroupWithoutMembersIsRefused() {
        assertRejected(group("eng"), Map.of(), Rejection.NO_MEMBERS);
    }

    @Test
    void aGroupMayHaveAsManyMembersAsAreAllowedAndNoMore() throws RejectedException {
        List<String> many =
                IntStream.rangeClosed(1, MOST + 1).mapToObj(n -> "user-" + n).toList();

        assertThat(expand(group("eng"), Map.of("eng", many.subList(0, MOST))).users())
                .isEqualTo(MOST);
        assertRejected(group("eng"), Map.of("eng", many), Rejection.TOO_MANY_MEMBERS);
    }

    @Test
    void whatIsRefusedNamesTheRuleAndNotTheGroup() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> expand(group("secret"), Map.of()))
                .withMessage("target.group has no members");
    }

    @Test
    void everyoneIsOneRecordOnEachPartition() throws RejectedException {
        List<Integer> partitions = new ArrayList<>();
        expand(Target.newBuilder().setEveryone(true).build()).forEach((key, record) -> {
            partitions.add(UserPartitioner.partition(key, PARTITIONS));
            assertThat(record.getUser()).isEmpty();
            assertThat(record.getGroup()).isEmpty();
            assertThat(record.getOrigin()).isEqualTo(ORIGIN);
        });

        assertThat(partitions).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 48, 97})
    void everyoneCostsByPartitionsAndNotByUsers(int partitions) throws RejectedException {
        var everyone = Expansion.of(
                notification(Target.newBuilder().setEveryone(true).build()),
                ORIGIN,
                (group, most) -> List.of("user-1"),
                MOST,
                partitions);

        assertThat(everyone.places()).hasSize(partitions);
        assertThat(everyone.users()).isZero();
    }

    private static void assertRejected(Target target, Map<String, List<String>> groups, Rejection rejection) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> expand(target, groups))
                .returns(rejection, RejectedException::rejection);
    }

    private static List<InboxRecord> records(Target target) throws RejectedException {
        return records(expand(target));
    }

    private static List<InboxRecord> records(Expansion expansion) {
        List<InboxRecord> records = new ArrayList<>();
        expansion.forEach((key, record) -> records.add(record));
        return records;
    }

    private static Expansion expand(Target target) throws RejectedException {
        return expand(target, Map.of());
    }

    private static Expansion expand(Target target, Map<String, List<String>> groups) throws RejectedException {
        Expansion.Members members = (group, most) ->
                groups.getOrDefault(group, List.of()).stream().limit(most).toList();
        return Expansion.of(notification(target), ORIGIN, members, MOST, PARTITIONS);
    }

    private static Notification notification(Target target) {
        return Notification.newBuilder().setId("o-17").setTarget(target).build();
    }

    private static Target users(String... users) {
        return Target.newBuilder()
                .setUsers(UserList.newBuilder().addAllUsers(List.of(users)))
                .build();
    }

    private static Target group(String group) {
        return Target.newBuilder().setGroup(group).build();
    }
}
