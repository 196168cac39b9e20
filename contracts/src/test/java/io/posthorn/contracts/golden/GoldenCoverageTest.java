// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.Subprotocol;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A topic, a kind or a field that no golden file shows does not pass. */
class GoldenCoverageTest {

    static Stream<Named<Descriptor>> framesAndRecords() {
        return Stream.concat(
                        Stream.of(ClientFrame.getDescriptor(), ServerFrame.getDescriptor()),
                        RecordGoldenTest.types().stream().map(Message::getDescriptorForType))
                .map(type -> Named.of(type.getName(), type));
    }

    @ParameterizedTest
    @MethodSource("framesAndRecords")
    void everyKindHasAFileAndEveryFileAKind(Descriptor message) {
        Set<String> shown = Golden.of(message).stream().map(Golden::kind).collect(Collectors.toSet());

        assertThat(shown).isEqualTo(Golden.kindsOf(message));
    }

    @Test
    void thereIsAFolderForEachOfThemAndNoOther() {
        Set<String> messages = framesAndRecords().map(Named::getName).collect(Collectors.toCollection(TreeSet::new));
        messages.add("Notification");

        assertThat(Golden.messages()).isEqualTo(messages);
    }

    @Test
    void everyFieldIsShown() throws Exception {
        Set<String> missing = new TreeSet<>(Golden.fieldsOf(Notification.getDescriptor()));
        framesAndRecords().map(Named::getPayload).map(Golden::fieldsOf).forEach(missing::addAll);

        for (Golden golden : FrameGoldenTest.clientFrames()) {
            missing.removeAll(Golden.fieldsSetIn(
                    Subprotocol.JSON.decodeClientFrame(golden.text().getBytes(UTF_8))));
        }
        for (Golden golden : FrameGoldenTest.serverFrames()) {
            missing.removeAll(Golden.fieldsSetIn(
                    Subprotocol.JSON.decodeServerFrame(golden.text().getBytes(UTF_8))));
        }
        for (Golden golden : NotificationGoldenTest.notifications()) {
            missing.removeAll(
                    Golden.fieldsSetIn(NotificationJson.read(golden.text().getBytes(UTF_8))));
        }
        for (Golden golden : RecordGoldenTest.records().toList()) {
            missing.removeAll(Golden.fieldsSetIn(RecordGoldenTest.read(golden)));
        }

        assertThat(missing).as("fields that no golden file shows").isEmpty();
    }
}
