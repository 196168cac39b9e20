// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.NotificationRules;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON that upstream produces: a file for each kind of target. */
class NotificationGoldenTest {

    static List<Golden> notifications() {
        return Golden.of(Notification.getDescriptor());
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void isWrittenAsItWasRead(Golden golden) throws RejectedException {
        Notification notification = NotificationJson.read(golden.text().getBytes(UTF_8));

        assertThat(Golden.kindOf(notification.getTarget())).isEqualTo(golden.kind());
        assertThat(new String(NotificationJson.write(notification), UTF_8)).isEqualTo(golden.compact());
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void isTheSameInProtobuf(Golden golden) throws RejectedException {
        Notification fromJson = NotificationReader.read(golden.text().getBytes(UTF_8), name -> null);
        var headers = Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF);

        assertThat(NotificationReader.read(fromJson.toByteArray(), headers::get))
                .isEqualTo(fromJson);
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void isAccepted(Golden golden) throws RejectedException {
        Notification notification = NotificationJson.read(golden.text().getBytes(UTF_8));

        assertThatNoException().isThrownBy(() -> NotificationRules.check(notification, DeliveryClasses.defaults()));
    }

    @Test
    void everyKindOfTargetHasAFile() {
        assertThat(notifications()).extracting(Golden::kind).containsAll(Golden.kindsOf(Target.getDescriptor()));
    }
}
