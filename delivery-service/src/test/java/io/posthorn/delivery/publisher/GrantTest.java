// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

    private static final Grant GRANT = new Grant(names("orders"), names("system", "chat"), names("users"), 10);
    private static final Target USERS = Target.newBuilder()
            .setUsers(UserList.newBuilder().addUsers("user-1"))
            .build();

    @Test
    void whatIsGrantedIsNotRefused() {
        assertThat(GRANT.refusalOf(notification("orders", "system", USERS))).isEmpty();
        assertThat(GRANT.refusalOf(notification("orders", "chat", USERS))).isEmpty();
    }

    @Test
    void anotherSourceIsRefused() {
        assertThat(GRANT.refusalOf(notification("billing", "system", USERS)))
                .hasValue(new Grant.Refusal("sources", "source billing is not granted, granted are: orders"));
    }

    @Test
    void anotherClassIsRefused() {
        assertThat(GRANT.refusalOf(notification("orders", "critical", USERS)))
                .hasValue(new Grant.Refusal("classes", "class critical is not granted, granted are: system, chat"));
    }

    @Test
    void anotherKindOfTargetIsRefused() {
        Target group = Target.newBuilder().setGroup("eng").build();
        Target everyone = Target.newBuilder().setEveryone(true).build();

        assertThat(GRANT.refusalOf(notification("orders", "system", group))).hasValueSatisfying(refusal -> {
            assertThat(refusal.member()).isEqualTo("targets");
            assertThat(refusal.detail()).contains("of kind group").endsWith("granted are: users");
        });
        assertThat(GRANT.refusalOf(notification("orders", "system", everyone)))
                .hasValueSatisfying(refusal -> assertThat(refusal.detail()).contains("of kind everyone"));
    }

    @Test
    void aTargetThatIsNoneIsGrantedOnlyWhereAllAre() {
        Notification nowhere = notification("orders", "system", Target.getDefaultInstance());

        assertThat(GRANT.refusalOf(nowhere)).isPresent();
    }

    @Test
    void theFirstRefusalCounts() {
        assertThat(GRANT.refusalOf(notification("billing", "critical", USERS)))
                .map(Grant.Refusal::member)
                .hasValue("sources");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.009, 100_001, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatIsNoneIsRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grant(Names.ALL, Names.ALL, Names.ALL, rate))
                .withMessageContaining("rate is " + rate);
    }

    private static Names names(String... names) {
        return new Names(List.of(names));
    }

    private static Notification notification(String source, String className, Target target) {
        return Notification.newBuilder()
                .setSource(source)
                .setId("o-1")
                .setClassName(className)
                .setTarget(target)
                .build();
    }
}
