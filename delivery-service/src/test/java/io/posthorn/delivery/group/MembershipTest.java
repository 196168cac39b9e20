// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.GroupMember;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {

    private static final Membership THERE = new Membership("eng", "user-1", true);
    private static final Membership GONE = new Membership("eng", "user-1", false);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Membership.read(THERE.key(), THERE.value())).contains(THERE);
        assertThat(Membership.read(GONE.key(), GONE.value())).contains(GONE);
    }

    @Test
    void theRecordIsAsTheTopicSays() throws Exception {
        assertThat(THERE.key()).asString(UTF_8).isEqualTo("eng\0user-1");
        assertThat(GroupMember.parseFrom(THERE.value()))
                .isEqualTo(GroupMember.newBuilder()
                        .setGroup("eng")
                        .setUser("user-1")
                        .build());
        assertThat(GONE.value()).isNull();
    }

    @Test
    void idsOfAnyVisibleCharactersAreRead() {
        var membership = new Membership("équipe/ö|1", "https://a.example/💡", true);

        assertThat(Membership.read(membership.key(), membership.value())).contains(membership);
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        byte[] withMore = GroupMember.newBuilder()
                .setGroup("eng")
                .setUser("user-1")
                .setUnknownFields(com.google.protobuf.UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                                        .addVarint(1)
                                        .build())
                        .build())
                .build()
                .toByteArray();

        assertThat(Membership.read(THERE.key(), withMore)).contains(THERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eng", "eng\0", "\0user-1", "eng\0user-1\0", "eng\0user 1", "e ng\0user-1", "\0"})
    void aKeyThatIsNotTwoIdsIsNone(String key) {
        assertNone(key.getBytes(UTF_8), null);
        assertNone(key.getBytes(UTF_8), THERE.value());
    }

    @Test
    void aKeyThatIsMissingOrNoTextIsNone() {
        assertNone(null, THERE.value());
        assertNone(null, null);
        assertNone(new byte[] {'e', 0, (byte) 0xFF}, null);
    }

    @Test
    void aValueThatSaysSomethingElseThanItsKeyIsNone() {
        assertNone(THERE.key(), new Membership("eng", "user-2", true).value());
        assertNone(THERE.key(), new Membership("sales", "user-1", true).value());
        assertNone(THERE.key(), new byte[0]);
        assertNone(THERE.key(), "garbage".getBytes(UTF_8));
        assertNone(new Membership("eng", "x".repeat(129), true).key(), null);
    }

    private static void assertNone(byte @Nullable [] key, byte @Nullable [] value) {
        assertThat(Membership.read(key, value)).isEmpty();
    }
}
