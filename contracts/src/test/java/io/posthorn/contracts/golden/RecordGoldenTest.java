// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.posthorn.contracts.topic.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in topics between our own processes, in Protobuf's canonical JSON: a renamed field or value shows here. */
class RecordGoldenTest {

    /** The values of all topics that hold messages of ours and are not public. */
    static List<Message> types() {
        return names().map(RecordGoldenTest::type).toList();
    }

    private static Stream<String> names() {
        return Arrays.stream(Topic.values())
                .map(Topic::value)
                .filter(value -> value.matches("[A-Z][A-Za-z]*"))
                .distinct();
    }

    static Stream<Golden> records() {
        return types().stream().map(Message::getDescriptorForType).flatMap(type -> Golden.of(type).stream());
    }

    @ParameterizedTest
    @MethodSource("records")
    void isWrittenAsItWasRead(Golden golden) throws InvalidProtocolBufferException {
        Message record = read(golden);

        assertThat(Golden.kindOf(record)).isEqualTo(golden.kind());
        assertThat(JsonFormat.printer().sortingMapKeys().print(record)).isEqualTo(golden.text());
    }

    @ParameterizedTest
    @MethodSource("records")
    void isTheSameInBytes(Golden golden) throws InvalidProtocolBufferException {
        Message record = read(golden);

        assertThat(record.getParserForType().parseFrom(record.toByteArray())).isEqualTo(record);
        assertThat(record.getUnknownFields().asMap()).isEmpty();
    }

    static Message read(Golden golden) throws InvalidProtocolBufferException {
        Message type = type(golden.message());
        Message.Builder record = type.newBuilderForType();
        JsonFormat.parser().merge(golden.text(), record);
        return record.build();
    }

    private static Message type(String name) {
        try {
            Class<?> type = Class.forName("io.posthorn.contracts.v1." + name);
            return (Message) type.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a topic's value is " + name + ", which is no message of posthorn.v1", e);
        }
    }
}
