// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private static final Origin ORIGIN =
            Origin.newBuilder().setPartition(1).setOffset(7).build();

    @Test
    void eachUserGetsTheirOwnInTheOrderTheyWereNamed() {
        assertThat(expand("user-2", "user-1")).extracting(InboxRecord::getUser).containsExactly("user-2", "user-1");
    }

    @Test
    void aUserNamedTwiceGetsItOnce() {
        assertThat(expand("user-1", "user-2", "user-1"))
                .extracting(InboxRecord::getUser)
                .containsExactly("user-1", "user-2");
    }

    @Test
    void usersAreToldApartToTheLetter() {
        assertThat(expand("user-1", "User-1")).hasSize(2);
    }

    @Test
    void nobodySeesWhoElseGotIt() {
        assertThat(expand("user-1", "user-2"))
                .noneMatch(record -> record.getNotification().hasTarget());
    }

    @Test
    void allCarryTheSameOriginAndTheSameRest() {
        assertThat(expand("user-1", "user-2"))
                .allMatch(record -> record.getOrigin().equals(ORIGIN))
                .allMatch(record -> record.getNotification().getId().equals("o-17"));
    }

    @Test
    void noUsersNoRecords() {
        assertThat(expand()).isEmpty();
    }

    private static List<InboxRecord> expand(String... users) {
        return Expansion.of(
                Notification.newBuilder()
                        .setId("o-17")
                        .setTarget(Target.newBuilder()
                                .setUsers(UserList.newBuilder().addAllUsers(List.of(users))))
                        .build(),
                ORIGIN);
    }
}
