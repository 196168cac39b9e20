// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.latency.LatencyPlan.Audience;
import io.posthorn.bench.latency.LatencyPlan.Content;
import io.posthorn.bench.latency.LatencyPlan.Load;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.wire.Subprotocol;
import org.junit.jupiter.api.Test;

class NotificationsTest {

    private final Notifications notifications = new Notifications(
            "posthorn.notifications",
            new LatencyPlan(new Load(10, 0, 1), new Audience(3, 1, Subprotocol.JSON), new Content("system", 300)));

    @Test
    void a_record_is_a_notification_to_the_user_whose_turn_it_is() throws Exception {
        var record = notifications.record(4);
        Notification notification = Notification.parseFrom(record.value());

        assertThat(record.topic()).isEqualTo("posthorn.notifications");
        assertThat(record.key()).asString().isEqualTo("user-2");
        assertThat(record.headers().lastHeader("content-type").value())
                .asString()
                .isEqualTo("application/x-protobuf");
        assertThat(notification.getTarget().getUsers().getUsersList()).containsExactly("user-2");
        assertThat(notification.getClassName()).isEqualTo("system");
        assertThat(notification.getBody()).hasSize(300);
        assertThat(Notifications.number(notification.getSource(), notification.getId()))
                .hasValue(4);
    }

    @Test
    void what_others_sent_has_no_number() {
        assertThat(Notifications.number("orders", "4")).isEmpty();
        assertThat(Notifications.number("bench", "o-17")).isEmpty();
        assertThat(Notifications.number("bench", "")).isEmpty();
        assertThat(Notifications.number("bench", "99999999999")).isEmpty();
    }
}
